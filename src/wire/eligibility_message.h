#pragma once

#include "base/date.h"
#include "domain/consent.h"
#include "domain/coverage.h"
#include "domain/eligibility.h"
#include "domain/rejection.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// 資格確認 by certificate: OQSsiquc01req and OQSsiquc01res of the external interface, and by card: OQSsiquc01res_face;
/// as XML and as the JSON of the same tree. doc/formats/OQSsiquc01.md describes them; the schemas beside it check what
/// is written here.
namespace onshi::wire {

/// 文字コード識別子 (OQSCD005).
enum class CharacterCode : std::uint8_t { utf8 = 0, shift_jis = 1 };

/// The media type of a message in that code: "application/xml; charset=UTF-8" or "...charset=Shift_JIS".
[[nodiscard]] inline const char* content_type(CharacterCode code)
{
    return code == CharacterCode::utf8 ? "application/xml; charset=UTF-8" : "application/xml; charset=Shift_JIS";
}

/// The person's part of a request (QualificationConfirmSearchInfo). Answers echo it.
struct SearchInfo
{
    domain::InsurerNumber insurer;
    domain::InsuredId id;
    base::Date birth_date;
    bool limit_consent = false;    ///< 限度額適用認定証提供同意フラグ
    std::string person_identifier; ///< 任意の識別子, at most 50 characters (own bound); may be empty

    bool operator==(const SearchInfo&) const = default;
};

struct EligibilityRequest
{
    base::Date on;                 ///< 資格確認日
    domain::FacilityCode facility; ///< as the message claims; the certificate decides
    std::string file_identifier;   ///< 任意のファイル識別子, at most 50 characters; may be empty
    SearchInfo search;
    std::size_t unknown_elements = 0; ///< elements that were ignored

    bool operator==(const EligibilityRequest&) const = default;
};

/// What could be read of a request's header although the request was refused: it is echoed even then.
struct SeenHeader
{
    std::optional<base::Date> on;
    std::string file_identifier;
};

/// Elements are looked up by name in any order below XmlMsg; unknown ones are ignored and counted; values are trimmed;
/// an empty element counts as missing. UTF-8 (with or without BOM) and Shift_JIS by declaration. Errors: xml_*,
/// encoding_*, body_empty, element_missing, element_repeated and those of the identifiers; birth_date_form.
[[nodiscard]] domain::Result<EligibilityRequest> parse_eligibility_request(std::string_view bytes, SeenHeader& seen);
/// As a terminal sends it, in UTF-8.
[[nodiscard]] std::string write_eligibility_request(const EligibilityRequest& request);

/// What the patient said at the reader about one item: …ConsFlg, …ConsTime, …AvailableTime.
struct ToldConsent
{
    domain::ConsentItem item{}; ///< not 限度額, which has its own place
    domain::ConsentFlag flag{};
    std::optional<base::Instant> at;    ///< 同意日時, to the second; if given
    std::optional<base::Instant> until; ///< 閲覧可能期限; 特定疾病 has no element for it

    bool operator==(const ToldConsent&) const = default;
};

/// ResultOfQualificationConfirmation: one row as domain::disclose leaves it, and what the centre knows of it.
struct FoundCoverage
{
    domain::Coverage coverage;
    std::string insurer_name;
    bool preschool = false; ///< 未就学区分 on the day
    /// The flag of the question, told beside a valid cover; with consent the time of the answer is the consent's.
    std::optional<bool> limit_consent = {};
    std::string reference_number = {};      ///< 照会番号 that this facility gave the person; may be empty
    std::vector<ToldConsent> consents = {}; ///< of a face answer; in the order of domain::consent_items

    bool operator==(const FoundCoverage&) const = default;
};

/// A code of onshi's own with its Japanese sentence: why a call failed, or what the desk should know beside the answer.
struct CodedMessage
{
    std::string code;    ///< "OPN10001E"
    std::string message; ///< Japanese

    bool operator==(const CodedMessage&) const = default;
};

struct EligibilityAnswer
{
    base::Instant at;            ///< 処理実行日時, to the second
    base::Date on;               ///< 資格確認日
    std::string facility;        ///< ten digits; empty only if no certificate told who asks
    std::string file_identifier; ///< echo
    CharacterCode character_code = CharacterCode::utf8;

    std::optional<CodedMessage> failure; ///< then the rest is empty (SegmentOfResult 9)
    std::optional<CodedMessage> notice;  ///< side information on success (domain/notice.h)
    std::optional<SearchInfo> search;    ///< echo
    std::optional<domain::Validity> validity;
    std::optional<FoundCoverage> found;

    bool by_card = false;              ///< 照会区分 (OQSCD002) 1: a face answer
    std::optional<int> prescription{}; ///< 処方箋発行形態 (OQSCD017) that the patient chose: 1 electronic, 2 paper

    bool operator==(const EligibilityAnswer&) const = default;
};

/// Adds to the notice of a Shift_JIS answer which characters of its names, address and insurer will be written ●:
/// field, position, the character, its code point, and the reading of that part of the name where the kana tell it. At
/// most five, and as many as the message has room for; the others are counted.
void tell_substitutions(EligibilityAnswer& answer);

/// In the answer's own character code; declaration, bytes and CharacterCodeIdentifier agree. In Shift_JIS a character
/// without a form there is written ●, but in the notice as a character reference (&#x20BB7;), which is the character
/// itself to every XML reader. Names and the address are written full-width, as the interface wants them. Unset
/// elements are left out. Hot path: appends, builds no tree.
[[nodiscard]] std::string write_eligibility_answer(const EligibilityAnswer& answer);
/// What a receipt computer reads: any order, unknown elements ignored. Errors as parse_eligibility_request.
[[nodiscard]] domain::Result<EligibilityAnswer> parse_eligibility_answer(std::string_view bytes);

/// {"XmlMsg":{...}}: the same elements, ResultList an array of {"ResultOfQualificationConfirmation":{...}}. UTF-8,
/// pretty printed, elements in the order of the XML.
[[nodiscard]] std::string eligibility_answer_json(const EligibilityAnswer& answer);
/// A few Japanese lines for a person: validity, insurer, share and where it comes from, dates, and the notice,
/// section by section.
[[nodiscard]] std::string eligibility_answer_words(const EligibilityAnswer& answer);

} // namespace onshi::wire
