#pragma once

#include "base/environment.h"
#include "card/visual_ap.h"

#include <string>

/// Whether the photo on a card may be compared with anybody: doc/decisions/0029-what-is-verified-of-a-card.md.
namespace onshi::terminal {

class FaceProof
{
public:
    /// `authority`: PEM of the public key that certifies the municipalities. Throws base::Fault(crypto) if it is none.
    FaceProof(base::Random& random, std::string authority);

    /// True if the authority certified the key in the card's issuer certificate, that key signed this face, and the
    /// card that lies there has the key that stands in the face: neither made up nor copied. Errors: the card's.
    [[nodiscard]] card::CardResult<bool> holds(card::VisualAp& card, const card::CardFace& face) const;

private:
    base::Random& random_;
    const std::string authority_;
};

} // namespace onshi::terminal
