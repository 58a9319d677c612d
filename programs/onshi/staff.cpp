#include "onshi/commands.h"
#include "onshi/installation.h"
#include "onshi/refused.h"
#include "onshi/staff_key.h"
#include "usecase/staff_members.h"

#include <iostream>

namespace onshi::programs {

using domain::CallerClass;

namespace {

struct Holder
{
    CallerClass cls = CallerClass::nobody;
    std::string name;
};

/// The one that was named; CLI11 lets at most one through.
Holder holder_of(const StaffOptions& o)
{
    if (!o.facility.empty())
        return {CallerClass::terminal, o.facility};
    if (!o.insurer.empty())
        return {CallerClass::insurer, o.insurer};
    if (!o.ministry.empty())
        return {CallerClass::ministry, o.ministry};
    return {};
}

} // namespace

int staff_code(const StaffOptions& options)
{
    const auto holder = holder_of(options);
    Installation centre(options.config, options.clock);
    const auto code = centre.desk.write_now([&](usecase::UnitOfWork& work) {
        return usecase::give_first_code(work, Installation::operator_at_shell(), holder.cls, holder.name,
                                        options.member);
    });
    if (!code)
        return refused(code.error());
    std::cout << code->code << "\n";
    return 0;
}

int staff_list(const StaffOptions& options)
{
    const auto holder = holder_of(options);
    Installation centre(options.config, options.clock);
    const auto lines = centre.desk.read_now(
        [](usecase::UnitOfWork& work) { return usecase::list_all_members(work, Installation::operator_at_shell()); });
    for (const auto& line : lines)
        if (holder.name.empty() || (line.cls == holder.cls && line.holder == holder.name))
            std::cout << line.id << "  " << domain::name_of(line.cls) << "  " << line.holder << "  "
                      << domain::name_of(line.role) << "  "
                      << (line.locked  ? "停止中"
                          : line.ready ? "使用中"
                                       : "未登録")
                      << "  " << (line.login.empty() ? "-" : line.login) << "  " << line.name << "\n";
    return 0;
}

int staff_lock(const StaffOptions& options)
{
    Installation centre(options.config, options.clock);
    const auto done = centre.desk.write_now([&](usecase::UnitOfWork& work) {
        return usecase::lock_member(work, Installation::operator_at_shell(), options.member, !options.unlock);
    });
    if (!done)
        return refused(done.error());
    std::cout << (options.unlock ? "停止を解きました。\n" : "停止しました。サインインも終わりました。\n");
    return 0;
}

int staff_key(const ConfigChoice& choice)
{
    const auto folder = load_config(choice).pki.directory;
    base::SystemRandom random;
    make_staff_key(folder, random);
    std::cout
        << "鍵を作りました: " << (folder / "staff.key").string()
        << "\n同じデータベースを使うすべてのサーバーに同じものを置き、データベースの控えとは別に保管してください。\n";
    return 0;
}

} // namespace onshi::programs
