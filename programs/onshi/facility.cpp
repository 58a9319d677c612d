#include "onshi/commands.h"
#include "onshi/installation.h"
#include "onshi/refused.h"
#include "usecase/facility_settings.h"

#include <iostream>

namespace onshi::programs {

int facility(const FacilityOptions& options)
{
    const auto code = domain::at("--code", domain::FacilityCode::parse(options.code));
    if (!code)
        return refused(code.error());
    Installation centre(options.config, std::nullopt);
    const auto facility = options.character_code ? centre.desk.write_now([&](usecase::UnitOfWork& work) {
        return usecase::set_character_code(work, Installation::operator_at_shell(), *code, *options.character_code);
    })
                                                 : centre.desk.read_now([&](usecase::UnitOfWork& work) {
                                                       return usecase::facility_settings(work, *code);
                                                   });
    if (!facility)
        return refused(facility.error());
    std::cout << facility->code.text() << "  " << facility->name << "  文字コード " << facility->character_code << "（"
              << (facility->character_code == 1 ? "Shift_JIS" : "UTF-8") << "）\n";
    return 0;
}

} // namespace onshi::programs
