#pragma once

#include "card/jpki_ap.h"
#include "domain/rejection.h"
#include "terminal/centre_link.h"
#include "terminal/reception/screen.h"
#include "wire/card_message.h"
#include "wire/eligibility_message.h"

#include <map>
#include <string>
#include <vector>

/// The card routes of the centre (doc/formats/card.md), typed. Each throws base::Fault(network) if no answer comes, or
/// none that can be read; an error is what the centre refused, in its words.
namespace onshi::terminal {

class CardCentre
{
public:
    explicit CardCentre(CentreLink& link)
        : link_(link)
    {
    }

    struct Opening
    {
        Mode mode{};
        std::string certificate; ///< DER of the card's
        card::TokenKind token{};
        std::string staff_session = {}; ///< visual only: of who looked
    };
    [[nodiscard]] domain::Result<wire::CardBeginAnswer> begin(const Opening&);

    /// `staff_session` as at the beginning.
    [[nodiscard]] domain::Result<wire::CardFinishAnswer> finish(const wire::CardFinishRequest&,
                                                                const std::string& staff_session);

    [[nodiscard]] domain::Result<void> agree_to_registration(const std::string& session);

    struct Answer
    {
        std::string id;
        std::string bytes; ///< OQSsiquc01res_face, as it came
        wire::EligibilityAnswer read;
    };
    [[nodiscard]] domain::Result<Answer> receive(const std::string& session,
                                                 const std::map<std::string, bool>& consents,
                                                 const std::string& idempotency_key);

    /// What holds of these items for the patient at this facility ends now. May be asked again without harm.
    [[nodiscard]] domain::Result<void> withdraw(const std::string& session, const std::vector<std::string>& items);

private:
    CentreLink& link_;
};

} // namespace onshi::terminal
