#include "base/era_date.h"
#include "base/text.h"
#include "domain/copay_share.h"
#include "wire/eligibility_message.h"

namespace onshi::wire {

namespace {

using domain::Validity;

void line(std::string& out, std::string_view label, std::string_view value)
{
    if (value.empty())
        return;
    out += label;
    out += "：";
    out += value;
    out += '\n';
}

std::string date_words(const std::optional<base::Date>& date)
{
    if (!date)
        return {};
    const auto era = base::era_long(*date);
    return era ? *era + "（" + date->iso() + "）" : date->iso();
}

/// The share that the insurer certified for the day, else the ordinary one of the age.
std::string share_words(const domain::Coverage& coverage, base::Date on)
{
    const auto in_words = [](domain::Share share, const char* source) {
        return std::to_string(share / 10) + "割（" + source + "）";
    };
    if (!coverage.certificates.empty() && coverage.certificates.front().share)
        return in_words(*coverage.certificates.front().share, "後期高齢者医療");
    if (!coverage.elderly_certificates.empty())
        return in_words(coverage.elderly_certificates.front().share, "高齢受給者証");
    return in_words(domain::ordinary_share(coverage.birth_date, on), "年齢による");
}

std::string limit_words(const FoundCoverage& found)
{
    const auto& limits = found.coverage.limit_certificates;
    if (!limits.empty())
        return "区分" + std::string(domain::limit_class_term(limits.front().cls)) + "（" + limits.front().cls + "）";
    return found.limit_consent.value_or(false) ? "限度額の認定はありません" : "";
}

const char* item_words(domain::ConsentItem item)
{
    switch (item) {
    case domain::ConsentItem::specific_disease:
        return "特定疾病";
    case domain::ConsentItem::checkup:
        return "特定健診";
    case domain::ConsentItem::medication:
        return "薬剤";
    case domain::ConsentItem::treatment:
        return "診療";
    case domain::ConsentItem::operation:
        return "手術";
    case domain::ConsentItem::limit_certificate:
        return "限度額";
    }
    return "";
}

std::string consent_words(const FoundCoverage& found)
{
    std::string out;
    std::optional<base::Instant> until;
    for (const auto& consent : found.consents) {
        if (consent.flag != domain::ConsentFlag::given)
            continue;
        out += (out.empty() ? "" : "、") + std::string(item_words(consent.item));
        until = consent.until ? consent.until : until;
    }
    if (out.empty())
        return found.consents.empty() ? "" : "なし";
    if (until) {
        const auto iso = base::jst_iso(*until);
        out += "（" + iso.substr(0, 10) + " " + iso.substr(11, 5) + "まで）";
    }
    return out;
}

void found_lines(std::string& out, const FoundCoverage& found, const EligibilityAnswer& answer)
{
    const auto& coverage = found.coverage;
    line(out, "氏名　　　", base::full_width(coverage.name));
    line(out, "保険者　　", found.insurer_name + "（" + coverage.insurer.text() + "）");
    // A share of a cover that is lost would mislead the desk.
    if (answer.validity == Validity::valid) {
        line(out, "負担割合　", share_words(coverage, answer.on));
        line(out, "限度額　　", limit_words(found));
    }
    line(out, "資格取得日", date_words(coverage.gained));
    line(out, "資格喪失日", date_words(coverage.lost));
    if (!coverage.certificates.empty())
        line(out, "有効終了日", date_words(coverage.certificates.front().valid.to));
    line(out, "閲覧の同意", consent_words(found));
    line(out, "照会番号　", found.reference_number);
}

/// A notice's sentence and each of its sections 【…】 on a line of its own.
void notice_lines(std::string& out, std::string_view message)
{
    constexpr std::string_view open = "【";
    constexpr std::string_view close = "】";
    constexpr std::size_t width = 5; // characters, as all labels have
    std::string label = "お知らせ";
    while (true) {
        const auto end = std::min(message.find(open), message.size());
        const auto title_end = message.find(close, end);
        const bool is_last = title_end == std::string_view::npos; // an opening without its end is text
        for (auto length = base::length(label); length < width; ++length)
            label += "　";
        line(out, label, is_last ? message : message.substr(0, end));
        if (is_last)
            return;
        label = message.substr(end + open.size(), title_end - end - open.size());
        message.remove_prefix(title_end + close.size());
    }
}

} // namespace

std::string eligibility_answer_words(const EligibilityAnswer& answer)
{
    std::string out;
    if (answer.failure) {
        line(out, "照会結果　", "照会できませんでした（" + answer.failure->code + "）");
        line(out, "理由　　　", answer.failure->message);
        return out;
    }
    if (answer.validity)
        line(out, "資格　　　", domain::term_of(*answer.validity));
    if (answer.found)
        found_lines(out, *answer.found, answer);
    if (answer.notice)
        notice_lines(out, answer.notice->message);
    return out;
}

} // namespace onshi::wire
