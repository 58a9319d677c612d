#pragma once

#include "card/trouble.h"
#include "domain/rejection.h"
#include "terminal/reception/screen.h"

/// What the patient is told when it does not go on, and what happens instead: care is never refused for it.
namespace onshi::terminal {

[[nodiscard]] TroubleText trouble_of(card::Trouble);
/// What the centre refused: in its own words for the staff, for the patient in those of the kind.
[[nodiscard]] TroubleText trouble_of(const domain::Rejection&);
[[nodiscard]] TroubleText centre_unreachable();
[[nodiscard]] TroubleText patient_left();          ///< nothing was typed for too long
[[nodiscard]] TroubleText registration_declined(); ///< 初回登録 was not wanted
[[nodiscard]] TroubleText face_unknown();          ///< the matcher says another person
[[nodiscard]] TroubleText face_unread();           ///< no face, or no card, before the camera
[[nodiscard]] TroubleText face_unproved();         ///< the photo is not what the municipality signed for this card
[[nodiscard]] TroubleText terminal_failed();       ///< a fault of this program; details in its log

} // namespace onshi::terminal
