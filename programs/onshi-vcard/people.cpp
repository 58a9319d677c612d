#include "onshi-vcard/people.h"

#include "base/fault.h"
#include "onshi-vcard/commands.h"
#include "wire/csv.h"
#include "wire/register_files.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <iostream>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string_view>

namespace onshi::programs {

namespace {

using vcard::CardKind;

constexpr std::array<std::string_view, 7> columns{"label",   "kind",       "person_code", "name",
                                                  "address", "birth_date", "sex"};
constexpr std::array<CardKind, 11> kinds{
    CardKind::normal,    CardKind::pin_blocked,      CardKind::one_try_left, CardKind::face,    CardKind::child,
    CardKind::ends_soon, CardKind::expired_in_grace, CardKind::expired,      CardKind::revoked, CardKind::android,
    CardKind::ios};
constexpr int grown_up = 18;

int age_on(base::Date day, base::Date birth)
{
    const bool before = std::pair(day.month(), day.day()) < std::pair(birth.month(), birth.day());
    return day.year() - birth.year() - (before ? 1 : 0);
}

// 個人番号カードの有効期間: to the tenth birthday after issue, the fifth for those under 18. Issued two years ago.
base::Date card_expiry(base::Date today, base::Date birth)
{
    const int years = age_on(today, birth) < grown_up ? 3 : 8;
    const auto same_day = base::Date::of(today.year() + years, birth.month(), birth.day());
    return same_day ? *same_day : *base::Date::of(today.year() + years, 3, 1);
}

std::string security_code(const std::string& label)
{
    unsigned sum = 0;
    for (const unsigned char c : label)
        sum = (sum * 31 + c) % 10'000;
    auto digits = std::to_string(sum);
    return digits.insert(0, 4 - digits.size(), '0');
}

vcard::CardWish wish(const std::string& label, CardKind kind, base::Date today, base::Date birth)
{
    vcard::CardWish made{label, kind, {}, {{}, {}, birth, 9, card_expiry(today, birth), security_code(label)}};
    return made;
}

[[noreturn]] void refuse(const std::string& file, std::size_t line, const std::string& what)
{
    throw base::Fault(base::FaultCode::setup, file + ":" + std::to_string(line) + ": " + what);
}

class People
{
public:
    People(const std::string& file, base::Date today)
        : file_(file)
        , today_(today)
    {
    }
    vcard::CardWish read(const wire::CsvRow& row)
    {
        line_ = row.line;
        if (row.cells.size() != columns.size())
            refuse(file_, line_, "7 columns are wanted");
        const auto& label = row.cells[0];
        constexpr auto letters = "abcdefghijklmnopqrstuvwxyz0123456789-";
        if (label.empty() || label.find_first_not_of(letters) != std::string::npos || !labels_.insert(label).second)
            refuse(file_, line_, "label: a-z, 0-9 and - are wanted, each label once");
        const auto kind = vcard::card_kind(row.cells[1]);
        const auto birth = base::Date::parse_iso(row.cells[5]);
        const auto& sex = row.cells[6];
        if (!kind)
            refuse(file_, line_, "kind: unknown; doc/formats/persona.md lists them");
        if (!birth)
            refuse(file_, line_, "birth_date: write it like 1980-04-01");
        if (sex.size() != 1 || !std::string_view("1239").contains(sex[0]))
            refuse(file_, line_, "sex: 1, 2, 3 or 9");
        auto made = wish(label, *kind, today_, *birth);
        made.person_code = row.cells[2];
        made.printed.name = row.cells[3];
        made.printed.address = row.cells[4];
        made.printed.sex = sex[0] - '0';
        return made;
    }

private:
    const std::string& file_;
    base::Date today_;
    std::size_t line_ = 0;
    std::set<std::string> labels_;
};

struct PeopleOptions
{
    std::string coverage, clock;
};

bool fits(CardKind kind, const domain::Coverage& coverage, base::Date today)
{
    return (age_on(today, coverage.birth_date) >= grown_up) == (kind != CardKind::child);
}

// The first who fit, each person once: the same file gives the same people.
std::map<CardKind, wire::CoverageRow> choose(std::istream& in, const std::string& file, base::Date today)
{
    wire::CsvReader reader(in);
    wire::CsvRow row;
    if (reader.next(row) != wire::CsvReader::Next::row)
        refuse(file, 1, "a coverage file is wanted (doc/formats/coverage.md)");
    const auto& format = wire::coverage_file();
    const auto header = wire::Columns::read(row.cells, format.columns, format.required);
    if (!header)
        refuse(file, 1, "the first row does not name the columns of a coverage file");
    std::map<CardKind, wire::CoverageRow> chosen;
    std::set<std::string> taken;
    while (chosen.size() < kinds.size() && reader.next(row) == wire::CsvReader::Next::row) {
        auto person = format.parse(*header, row.cells);
        if (!person || !person->coverage.covers(today) || taken.contains(person->person.text()))
            continue;
        const auto* kind = std::ranges::find_if(
            kinds, [&](CardKind k) { return !chosen.contains(k) && fits(k, person->coverage, today); });
        if (kind == kinds.end())
            continue;
        taken.insert(person->person.text());
        chosen.emplace(*kind, std::move(*person));
    }
    return chosen;
}

int people(const PeopleOptions& options)
{
    const World world(options.clock);
    std::ifstream in(options.coverage);
    if (!in)
        throw base::Fault(base::FaultCode::io, options.coverage + ": cannot be opened");
    std::string out;
    wire::append_csv(out, columns);
    for (const auto& [kind, row] : choose(in, options.coverage, base::jst_date(world.environment.clock.now())))
        wire::append_csv(out, {name_of(kind), name_of(kind), row.person.text(), row.coverage.name, row.coverage.address,
                               row.coverage.birth_date.iso(), std::to_string(static_cast<int>(row.coverage.sex))});
    std::cout << out;
    return 0;
}

} // namespace

std::vector<vcard::CardWish> read_people(const std::string& file, base::Date today)
{
    std::ifstream in(file);
    if (!in)
        throw base::Fault(base::FaultCode::io, file + ": cannot be opened");
    wire::CsvReader reader(in);
    wire::CsvRow row;
    if (reader.next(row) != wire::CsvReader::Next::row || !std::ranges::equal(row.cells, columns))
        refuse(file, 1, "the first row is label,kind,person_code,name,address,birth_date,sex");
    std::vector<vcard::CardWish> wishes;
    People people(file, today);
    for (auto next = reader.next(row); next != wire::CsvReader::Next::end; next = reader.next(row)) {
        if (next == wire::CsvReader::Next::bad_row)
            refuse(file, row.line, "not a row of CSV");
        wishes.push_back(people.read(row));
    }
    return wishes;
}

std::vector<vcard::CardWish> nobody_in_particular(base::Date today)
{
    std::vector<vcard::CardWish> wishes;
    for (const auto kind : kinds) {
        const int age = kind == CardKind::child ? 7 : 40;
        auto made = wish(name_of(kind), kind, today, *base::Date::of(today.year() - age, 4, 2));
        made.person_code = std::string("SYNTHETIC-") + name_of(kind);
        made.printed.name = "架空　太郎";
        made.printed.address = "東京都架空区合成１丁目１番１号";
        made.printed.sex = 1;
        wishes.push_back(std::move(made));
    }
    return wishes;
}

void add_people(CLI::App& app, Command& chosen)
{
    auto o = std::make_shared<PeopleOptions>();
    auto* c = app.add_subcommand("people", "choose people of a coverage file, one for each kind of card, as CSV");
    c->add_option("coverage", o->coverage, "CSV (doc/formats/coverage.md)")->required();
    c->add_option("--clock", o->clock, "who is covered at this moment; now if missing");
    c->callback([o, &chosen] { chosen = [o] { return people(*o); }; });
}

} // namespace onshi::programs
