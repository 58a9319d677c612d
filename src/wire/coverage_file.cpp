#include "base/text.h"
#include "wire/csv.h"
#include "wire/row_reader.h"

#include <algorithm>
#include <array>
#include <span>

namespace onshi::wire {

namespace {

using domain::ErrorCode;

namespace column {

constexpr Column person{"person_code", "個人コード"};
constexpr Column insurer{"insurer_number", "保険者番号"};
constexpr Column symbol{"symbol", "記号"};
constexpr Column number{"number", "番号"};
constexpr Column branch{"branch", "枝番"};
constexpr Column relationship{"relationship", "本人・家族の別"};
constexpr Column name{"name", "氏名"};
constexpr Column kana{"name_kana", "氏名カナ"};
constexpr Column insured_name{"insured_name", "被保険者氏名(世帯主)"};
constexpr Column birth{"birth_date", "生年月日"};
constexpr Column sex{"sex", "性別"};
constexpr Column post_number{"post_number", "郵便番号"};
constexpr Column address{"address", "住所"};
constexpr Column gained{"gained_on", "資格取得年月日"};
constexpr Column lost{"lost_on", "資格喪失年月日"};
constexpr Column loss_reason{"loss_reason", "資格喪失事由"};
constexpr Column certificate_issued{"certificate_issued_on", "被保険者証交付年月日"};
constexpr Column certificate_from{"certificate_from", "被保険者証有効開始年月日"};
constexpr Column certificate_to{"certificate_to", "被保険者証有効終了年月日"};
constexpr Column share{"share", "一部負担金割合"};

constexpr std::array all{person,
                         insurer,
                         symbol,
                         number,
                         branch,
                         relationship,
                         name,
                         kana,
                         insured_name,
                         birth,
                         sex,
                         post_number,
                         address,
                         gained,
                         lost,
                         loss_reason,
                         certificate_issued,
                         certificate_from,
                         certificate_to,
                         share};
constexpr std::array required{person, insurer, number, relationship, name, birth, sex, gained};

} // namespace column

// The identifier's parser stops at its first problem and speaks of the interface's elements; a row reports every cell.
std::optional<domain::InsuredId> read_insured_id(RowReader& row)
{
    const auto symbol = row.text(column::symbol);
    const auto number = row.required_text(column::number);
    const auto branch = row.text(column::branch);
    if (number.empty())
        return {};
    if (auto id = domain::InsuredId::parse(symbol, number, branch))
        return *std::move(id);
    (void)row.take(domain::InsuredId::parse(symbol, "1", {}), column::symbol);
    (void)row.take(domain::InsuredId::parse({}, number, {}), column::number);
    (void)row.take(domain::InsuredId::parse({}, "1", branch), column::branch);
    return {};
}

std::optional<int> read_code(RowReader& row, const Column& column, int highest)
{
    const auto text = row.required_text(column);
    if (text.empty())
        return {};
    const int code = text.front() - '0';
    if (text.size() == 1 && 1 <= code && code <= highest)
        return code;
    row.refuse(ErrorCode::unknown_value, column);
    return {};
}

std::string read_post_number(RowReader& row)
{
    auto digits = base::nfkc(row.text(column::post_number));
    if (digits.size() == 8 && digits[3] == '-')
        digits.erase(3, 1);
    if (digits.empty())
        return {};
    const bool well_formed = digits.size() == 7 && digits.find_first_not_of("0123456789") == std::string::npos;
    if (!well_formed) {
        row.refuse(ErrorCode::characters, column::post_number);
        return {};
    }
    return digits.insert(3, "-");
}

std::optional<domain::Share> read_share(RowReader& row)
{
    auto text = row.text(column::share);
    if (text.size() == 3 && text.front() == '0')
        text.erase(0, 1);
    if (text.empty())
        return {};
    for (const domain::Share share : {10, 20, 30})
        if (text == std::to_string(share))
            return share;
    row.refuse(ErrorCode::unknown_value, column::share);
    return {};
}

std::string read_loss_reason(RowReader& row)
{
    auto reason = row.text(column::loss_reason);
    static constexpr std::array<std::string_view, 5> known{"", "01", "02", "03", "99"}; // OQSCD008
    if (std::ranges::find(known, reason) == known.end())
        row.refuse(ErrorCode::unknown_value, column::loss_reason);
    return reason;
}

struct Dates
{
    std::optional<base::Date> birth, gained, lost, certificate_issued, certificate_from, certificate_to;
};

Dates read_dates(RowReader& row)
{
    return {.birth = row.required_date(column::birth),
            .gained = row.required_date(column::gained),
            .lost = row.date(column::lost),
            .certificate_issued = row.date(column::certificate_issued),
            .certificate_from = row.date(column::certificate_from),
            .certificate_to = row.date(column::certificate_to)};
}

bool before(const std::optional<base::Date>& one, const std::optional<base::Date>& other)
{
    return one && other && *one < *other;
}

// What no single cell shows. 喪失日 is the first day without cover, so it may be the day of gain itself.
void check_rules(RowReader& row, const Dates& dates)
{
    if (before(dates.gained, dates.birth))
        row.contradict(column::gained, "が生年月日より前です。どちらかの日付を直してください。");
    if (before(dates.lost, dates.gained))
        row.contradict(column::lost, "が資格取得年月日より前です。どちらかの日付を直してください。");
    if (before(dates.certificate_to, dates.certificate_from))
        row.contradict(column::certificate_to, "が有効開始年月日より前です。どちらかの日付を直してください。");
    if (row.given(column::loss_reason) && !row.given(column::lost))
        row.contradict(column::loss_reason,
                       "がありますが資格喪失年月日がありません。資格喪失年月日を入れるか、事由を除いてください。");
}

RowResult<CoverageRow> parse_row(const Columns& columns, const std::vector<std::string>& cells)
{
    RowReader row(columns, cells);
    if (!row.well_shaped())
        return row.reasons();
    auto person = row.parsed(column::person, &domain::PersonCode::parse);
    auto insurer = row.parsed(column::insurer, &domain::InsurerNumber::parse);
    auto id = read_insured_id(row);
    const auto relationship = read_code(row, column::relationship, 2);
    auto name = row.required_full_width(column::name, name_limit);
    auto kana = row.full_width(column::kana, name_limit);
    auto insured_name = row.full_width(column::insured_name, name_limit);
    const auto sex = read_code(row, column::sex, 3);
    auto post_number = read_post_number(row);
    auto address = row.full_width(column::address, address_limit);
    auto loss_reason = read_loss_reason(row);
    const auto share = read_share(row);
    const auto dates = read_dates(row);
    check_rules(row, dates);
    if (row.refused() || !person || !insurer || !id || !relationship || !sex || !dates.birth || !dates.gained)
        return row.reasons();
    return CoverageRow{*std::move(person),
                       {.insurer = *std::move(insurer),
                        .id = *std::move(id),
                        .relationship = static_cast<domain::Relationship>(*relationship),
                        .name = std::move(name),
                        .name_kana = std::move(kana),
                        .insured_name = std::move(insured_name),
                        .birth_date = *dates.birth,
                        .sex = static_cast<domain::Sex>(*sex),
                        .post_number = std::move(post_number),
                        .address = std::move(address),
                        .gained = *dates.gained,
                        .lost = dates.lost,
                        .loss_reason = std::move(loss_reason),
                        .certificate_issued = dates.certificate_issued,
                        .certificate_from = dates.certificate_from,
                        .certificate_to = dates.certificate_to,
                        .share = share}};
}

std::string iso_or_empty(const std::optional<base::Date>& date) { return date ? date->iso() : std::string(); }

void write_row(std::string& out, const CoverageRow& row)
{
    const auto& c = row.coverage;
    const auto relationship = std::to_string(static_cast<int>(c.relationship));
    const auto sex = std::to_string(static_cast<int>(c.sex));
    const auto birth = c.birth_date.iso();
    const auto gained = c.gained.iso();
    const auto lost = iso_or_empty(c.lost);
    const auto issued = iso_or_empty(c.certificate_issued);
    const auto from = iso_or_empty(c.certificate_from);
    const auto to = iso_or_empty(c.certificate_to);
    const auto share = c.share ? std::to_string(*c.share) : std::string();
    append_csv(out, {row.person.text(),
                     c.insurer.text(),
                     c.id.symbol(),
                     c.id.number(),
                     c.id.branch(),
                     relationship,
                     c.name,
                     c.name_kana,
                     c.insured_name,
                     birth,
                     sex,
                     c.post_number,
                     c.address,
                     gained,
                     lost,
                     c.loss_reason,
                     issued,
                     from,
                     to,
                     share});
}

std::vector<std::string_view> names(std::span<const Column> columns)
{
    std::vector<std::string_view> names;
    for (const auto& column : columns)
        names.push_back(column.name);
    return names;
}

} // namespace

const FileFormat<CoverageRow>& coverage_file()
{
    static const FileFormat<CoverageRow> format{names(column::all), names(column::required), parse_row, write_row};
    return format;
}

} // namespace onshi::wire
