#include "wire/eligibility_answer_tree.h"
#include "wire/xml_writer.h"

namespace onshi::wire {

std::string write_eligibility_answer(const EligibilityAnswer& answer)
{
    std::string out;
    out.reserve(3'072); // a full answer has 2.4 kB
    const bool shift_jis = answer.character_code == CharacterCode::shift_jis;
    out += shift_jis ? "<?xml version=\"1.0\" encoding=\"Shift_JIS\" standalone=\"no\"?>\n"
                     : "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>\n";
    XmlWriter xml(out, shift_jis);
    tell_answer(xml, answer);
    return shift_jis ? base::to_shift_jis(out).bytes : out;
}

} // namespace onshi::wire
