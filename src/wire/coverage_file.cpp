#include "base/text.h"
#include "domain/coverage_texts.h"
#include "wire/csv.h"
#include "wire/row_reader.h"

#include <algorithm>
#include <array>

namespace onshi::wire {

namespace {

using domain::ErrorCode;
namespace field = domain::field;

constexpr std::array required_fields{field::person, field::insurer,    field::number, field::relationship,
                                     field::name,   field::birth_date, field::sex,    field::gained};

consteval bool each_at_its_index()
{
    for (std::size_t place = 0; place < domain::coverage_fields.size(); ++place)
        if (domain::coverage_fields[place].index != place)
            return false;
    return true;
}
static_assert(each_at_its_index());

// The identifier's parser stops at its first problem and speaks of the interface's elements; a row reports every cell.
std::optional<domain::InsuredId> read_insured_id(RowReader& row)
{
    const auto symbol = row.text(field::symbol);
    const auto number = row.required_text(field::number);
    const auto branch = row.text(field::branch);
    if (number.empty())
        return {};
    if (auto id = domain::InsuredId::parse(symbol, number, branch))
        return *std::move(id);
    (void)row.take(domain::InsuredId::parse(symbol, "1", {}), field::symbol);
    (void)row.take(domain::InsuredId::parse({}, number, {}), field::number);
    (void)row.take(domain::InsuredId::parse({}, "1", branch), field::branch);
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

/// 0 or 1; empty is 0.
bool read_flag(RowReader& row, const Column& column)
{
    const auto text = row.text(column);
    if (!text.empty() && text != "0" && text != "1")
        row.refuse(ErrorCode::unknown_value, column);
    return text == "1";
}

std::string read_post_number(RowReader& row)
{
    auto digits = base::nfkc(row.text(field::post_number));
    if (digits.size() == 8 && digits[3] == '-')
        digits.erase(3, 1);
    if (digits.empty())
        return {};
    const bool well_formed = digits.size() == 7 && digits.find_first_not_of("0123456789") == std::string::npos;
    if (!well_formed) {
        row.refuse(ErrorCode::characters, field::post_number);
        return {};
    }
    return digits.insert(3, "-");
}

domain::CertificateKind read_kind(RowReader& row)
{
    const auto text = row.text(field::kind);
    if (text.empty())
        return domain::CertificateKind::ordinary;
    const auto kind = domain::certificate_kind(text);
    if (!kind)
        row.refuse(ErrorCode::unknown_value, field::kind);
    return kind.value_or(domain::CertificateKind::ordinary);
}

std::optional<domain::LossReason> read_loss_reason(RowReader& row)
{
    const auto text = row.text(field::loss_reason);
    if (text.empty())
        return {};
    const auto reason = domain::loss_reason(text);
    if (!reason)
        row.refuse(ErrorCode::unknown_value, field::loss_reason);
    return reason;
}

template<class T>
std::vector<T> read_list(RowReader& row, const Column& column)
{
    const auto text = row.text(column);
    return text.empty() ? std::vector<T>() : row.take(domain::parse_list<T>(text), column).value_or(std::vector<T>());
}

RowResult<CoverageRow> parse_row(const Columns& columns, const std::vector<std::string>& cells)
{
    RowReader row(columns, cells);
    if (!row.well_shaped())
        return row.reasons();
    auto person = row.parsed(field::person, &domain::PersonCode::parse);
    auto insurer = row.parsed(field::insurer, &domain::InsurerNumber::parse);
    auto id = read_insured_id(row);
    const auto kind = read_kind(row);
    const auto relationship = read_code(row, field::relationship, 2);
    auto name = row.required_name(field::name, name_limit);
    auto kana = row.name(field::name_kana, name_limit);
    auto name_other = row.name(field::name_other, name_limit);
    auto kana_other = row.name(field::name_other_kana, name_limit);
    auto insured_name = row.name(field::insured_name, name_limit);
    const auto birth = row.required_date(field::birth_date);
    const auto sex = read_code(row, field::sex, 3);
    const bool sex_hidden = read_flag(row, field::sex_hidden);
    auto post_number = read_post_number(row);
    auto address = row.name(field::address, address_limit);
    const auto gained = row.required_date(field::gained);
    const auto lost = row.date(field::lost);
    const auto loss_reason = read_loss_reason(row);
    auto certificates = read_list<domain::InsuredCertificate>(row, field::certificates);
    auto elderly = read_list<domain::ElderlyCertificate>(row, field::elderly_certificates);
    auto limits = read_list<domain::LimitCertificate>(row, field::limit_certificates);
    auto diseases = read_list<domain::SpecificDisease>(row, field::specific_diseases);
    const bool undisclosed = read_flag(row, field::undisclosed);
    const bool self_withheld = read_flag(row, field::self_withheld);
    if (row.refused() || !person || !insurer || !id || !relationship || !sex || !birth || !gained)
        return row.reasons();
    return CoverageRow{*std::move(person),
                       {.insurer = *std::move(insurer),
                        .id = *std::move(id),
                        .kind = kind,
                        .relationship = static_cast<domain::Relationship>(*relationship),
                        .name = std::move(name),
                        .name_kana = std::move(kana),
                        .name_other = std::move(name_other),
                        .name_other_kana = std::move(kana_other),
                        .insured_name = std::move(insured_name),
                        .birth_date = *birth,
                        .sex = static_cast<domain::Sex>(*sex),
                        .sex_hidden = sex_hidden,
                        .post_number = std::move(post_number),
                        .address = std::move(address),
                        .gained = *gained,
                        .lost = lost,
                        .loss_reason = loss_reason,
                        .certificates = std::move(certificates),
                        .elderly_certificates = std::move(elderly),
                        .limit_certificates = std::move(limits),
                        .specific_diseases = std::move(diseases),
                        .undisclosed = undisclosed,
                        .self_withheld = self_withheld}};
}

void write_row(std::string& out, const CoverageRow& row)
{
    const auto texts = domain::field_texts(row.coverage);
    std::array<std::string_view, texts.size()> cells;
    std::ranges::copy(texts, cells.begin());
    cells[field::person.index] = row.person.text();
    append_csv(out, cells);
}

} // namespace

const FileFormat<CoverageRow>& coverage_file()
{
    static const FileFormat<CoverageRow> format{domain::coverage_fields, required_fields, parse_row, write_row};
    return format;
}

} // namespace onshi::wire
