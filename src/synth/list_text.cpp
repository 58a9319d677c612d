#include "synth/list_text.h"

namespace onshi::synth {
namespace {

void add_date(Line& line, const std::optional<base::Date>& date)
{
    if (date)
        line.compact(*date);
}

void add_number(Line& line, int number) { line.number(static_cast<std::uint64_t>(number)); }

/// Date of issue, first and last day: what every item has.
void add_dates(Line& line, const std::optional<base::Date>& issued, const domain::Period& valid)
{
    add_date(line, issued);
    line.add(':');
    add_date(line, valid.from);
    line.add(':');
    add_date(line, valid.to);
    line.add(':');
}

void add_item(Line& line, const domain::InsuredCertificate& item)
{
    add_dates(line, item.issued, item.valid);
    if (item.share)
        add_number(line, *item.share);
}

void add_item(Line& line, const domain::ElderlyCertificate& item)
{
    add_dates(line, item.issued, item.valid);
    add_number(line, item.share);
}

void add_item(Line& line, const domain::LimitCertificate& item)
{
    add_number(line, static_cast<int>(item.kind));
    line.add(':');
    line.add(item.cls);
    line.add(':');
    add_dates(line, item.issued, item.valid);
    add_date(line, item.long_term);
}

void add_item(Line& line, const domain::SpecificDisease& item)
{
    add_number(line, item.category);
    line.add(':');
    add_dates(line, item.issued, item.valid);
    add_number(line, item.self_pay);
}

template<class T>
void add_list(Line& line, const std::vector<T>& list)
{
    for (std::size_t place = 0; place < list.size(); ++place) {
        if (place > 0)
            line.add(';');
        add_item(line, list[place]);
    }
}

} // namespace

void add_lists(Line& line, const Certified& certified)
{
    add_list(line, certified.certificates);
    line.add(',');
    add_list(line, certified.elderly);
    line.add(',');
    add_list(line, certified.limits);
    line.add(',');
    add_list(line, certified.diseases);
}

} // namespace onshi::synth
