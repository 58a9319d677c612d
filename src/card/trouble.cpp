#include "card/trouble.h"

namespace onshi::card {

const char* name_of(Trouble trouble)
{
    switch (trouble) {
    case Trouble::no_service:
        return "no_service";
    case Trouble::no_reader:
        return "no_reader";
    case Trouble::no_card:
        return "no_card";
    case Trouble::reader_busy:
        return "reader_busy";
    case Trouble::not_a_my_number_card:
        return "not_a_my_number_card";
    case Trouble::removed:
        return "removed";
    case Trouble::reset_by_other:
        return "reset_by_other";
    case Trouble::communication:
        return "communication";
    case Trouble::malformed:
        return "malformed";
    case Trouble::absent:
        return "absent";
    case Trouble::locked:
        return "locked";
    case Trouble::refused:
        return "refused";
    case Trouble::last_try:
        return "last_try";
    case Trouble::pin_wrong:
        return "pin_wrong";
    case Trouble::pin_blocked:
        return "pin_blocked";
    }
    return "unknown";
}

} // namespace onshi::card
