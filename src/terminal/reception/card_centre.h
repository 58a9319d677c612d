#pragma once

#include "card/jpki_ap.h"
#include "domain/rejection.h"
#include "terminal/centre_link.h"
#include "terminal/reception/screen.h"
#include "wire/eligibility_message.h"

#include <map>
#include <string>
#include <vector>

/// The card routes of the centre (doc/formats/card-reception.md), typed. Each throws base::Fault(network) if no answer
/// comes; an error is what the centre refused, in its words.
namespace onshi::terminal {

class CardCentre
{
public:
    explicit CardCentre(CentreLink& link)
        : link_(link)
    {
    }

    struct Begun
    {
        std::string auth_id;
        std::string nonce; ///< 32 bytes
        std::string facility, terminal;
    };
    /// `certificate`: DER of the card's.
    [[nodiscard]] domain::Result<Begun> begin(Mode, const std::string& certificate, card::TokenKind);

    struct Proof
    {
        std::string auth_id;
        std::string signature; ///< bytes
        wire::Json evidence = wire::Json::object();
        std::string staff_session = {}; ///< visual only
    };
    struct Finished
    {
        std::string session; ///< of the patient, for the three calls below
        bool eligibility_only = false;
        bool registered = false;
        std::string ends; ///< of the certificate, ISO date
        bool ends_soon = false;
        std::vector<std::string> questions;
    };
    [[nodiscard]] domain::Result<Finished> finish(const Proof&);

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

private:
    CentreLink& link_;
};

} // namespace onshi::terminal
