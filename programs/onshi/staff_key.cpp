#include "onshi/staff_key.h"

#include "base/base64.h"
#include "base/fault.h"
#include "base/files.h"
#include "pki/sealed.h"

namespace onshi::programs {

namespace {

constexpr const char* name = "staff.key";

} // namespace

void make_staff_key(const std::filesystem::path& folder, base::Random& random)
{
    const auto bytes = base::random_bytes<pki::sealing_key_bytes>(random);
    base::write_new_file(folder / name,
                         base::to_base64url({reinterpret_cast<const char*>(bytes.data()), bytes.size()}) + "\n",
                         base::FileMode::owner_only);
}

std::string load_staff_key(const std::filesystem::path& folder)
{
    const auto file = folder / name;
    if (!std::filesystem::exists(file))
        throw base::Fault(base::FaultCode::setup,
                          file.string() +
                              ": missing; run: onshi staff key (or copy it from another server of this database)");
    auto text = base::read_file(file);
    while (text.ends_with('\n'))
        text.pop_back();
    auto key = base::from_base64url(text);
    if (!key || key->size() != pki::sealing_key_bytes)
        throw base::Fault(base::FaultCode::setup, file.string() + ": is not a key that `onshi staff key` made");
    return *std::move(key);
}

} // namespace onshi::programs
