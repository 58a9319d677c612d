#pragma once

#include "domain/card.h"
#include "domain/rejection.h"
#include "storage/card_store.h"
#include "usecase/unit_of_work.h"

#include <string>
#include <string_view>

/// What the steps of a card have in common. Internal to usecase/.
namespace onshi::usecase {

/// Puts a refused card on the record and gives the refusal. `details`: "key=value key=value", nothing personal.
[[nodiscard]] domain::Rejection refuse_card(UnitOfWork&, const domain::Caller&, domain::ErrorCode,
                                            const std::string& details,
                                            std::optional<std::int64_t> person = std::nullopt);

[[nodiscard]] std::string card_session_hash(std::string_view token);

/// "auth=... mode=... purpose=..."
[[nodiscard]] std::string card_details(const std::string& auth_id, domain::CardMode, domain::CarePurpose);
[[nodiscard]] std::string card_details(const storage::CardSessionRow&);

/// The session of this terminal. Error: card_session.
[[nodiscard]] domain::Result<storage::CardSessionRow> open_session(UnitOfWork&, const domain::Caller&,
                                                                   std::string_view token);

/// Whose card it is now. Errors: card_superseded, card_unusable; both recorded.
[[nodiscard]] domain::Result<std::optional<std::int64_t>> bearer(UnitOfWork&, const domain::Caller&,
                                                                 const domain::CardKey&, const std::string& details);

} // namespace onshi::usecase
