#pragma once

#include "base/date.h"
#include "domain/rejection.h"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// The My Number card as the centre knows it: by the serial of its 利用者証明用電子証明書 (domain rules 1.6), never by
/// a number of the person.
namespace onshi::domain {

/// How the card was opened at the reader (doc/formats/card.md). Each is evidence of its own weight.
enum class CardMode : std::uint8_t {
    pin = 1,    ///< 暗証番号: the card checked it; possession and knowledge
    face = 2,   ///< 顔認証: the reader compared; possession and face
    visual = 3, ///< 目視確認: a member of the staff compared; possession and staff
};
/// What held the certificate.
enum class CardToken : std::uint8_t { card = 1, android = 2, ios = 3 };
/// 診療区分 (OQSCD028): what the patient came for. A reception desk's is `outpatient`; the others have routes of their
/// own when they are built.
enum class CarePurpose : std::uint8_t { outpatient = 1, home_visit = 2, online = 3, emergency = 4 };
/// What an authenticated card opens.
enum class CardScope : std::uint8_t {
    full = 1,
    /// 資格確認のみ: the certificate has expired, within the grace period (domain rules 1.6).
    eligibility_only = 2,
};

[[nodiscard]] const char* name_of(CardMode);    ///< "pin"
[[nodiscard]] const char* name_of(CardToken);   ///< "android"
[[nodiscard]] const char* name_of(CarePurpose); ///< "outpatient"
[[nodiscard]] const char* name_of(CardScope);   ///< "eligibility_only"
[[nodiscard]] std::optional<CardMode> card_mode(std::string_view name);
[[nodiscard]] std::optional<CardToken> card_token(std::string_view name);
[[nodiscard]] std::optional<CarePurpose> care_purpose(std::string_view name);
/// A telephone has no card face: nothing to compare a face with.
[[nodiscard]] bool may_be_opened_by(CardToken, CardMode);

/// What a reader's face comparison found; never an image.
struct FaceMatch
{
    std::string matcher, version; ///< names without spaces
    double score = 0, threshold = 0;

    bool operator==(const FaceMatch&) const = default;
    [[nodiscard]] bool reached() const { return threshold <= score; }
};
/// How the terminal knows that the card is its bearer's; which part is wanted depends on the mode.
struct CardEvidence
{
    std::optional<FaceMatch> face;
    std::string reason; ///< of a visual confirmation: a code, such as "face_failed"
};

/// Which certificate: the key identifier of its issuer and its serial (発行番号), both hexadecimal in lower case, the
/// serial without leading zeros. All generations of the authority share one name, so that the key identifier alone
/// tells them apart.
class CardKey
{
public:
    /// Colons and spaces between the digits are accepted. Errors: element_missing, characters, length (issuer at most
    /// 64, serial at most 40 digits); the field is "issuer_key_id" or "serial".
    [[nodiscard]] static Result<CardKey> parse(std::string_view issuer, std::string_view serial);
    [[nodiscard]] const std::string& issuer() const { return issuer_; }
    [[nodiscard]] const std::string& serial() const { return serial_; }
    auto operator<=>(const CardKey&) const = default;

private:
    CardKey(std::string issuer, std::string serial)
        : issuer_(std::move(issuer))
        , serial_(std::move(serial))
    {
    }
    std::string issuer_, serial_;
};

/// A certificate that was linked to a person.
struct CardCertificate
{
    CardKey key;
    base::Date not_before, not_after;
    std::string superseded_by =
        {}; ///< serial of the certificate that was issued in its place; empty: it is the current one

    bool operator==(const CardCertificate&) const = default;
};

} // namespace onshi::domain
