#include "synth/insurers.h"

#include "base/fault.h"
#include "synth/insurer_names.h"
#include "synth/places.h"

#include <algorithm>
#include <numeric>

namespace onshi::synth {
namespace {

constexpr std::uint64_t least_insurers = 18;  // one of each of the 16 kinds, and a second 国保 and 健保組合
constexpr std::uint64_t most_insurers = 3400; // domain rules 9: "about 3,385, the usual 約3,400"
constexpr std::uint64_t people_an_insurer = 2000;

const char* law_number(Scheme scheme)
{
    switch (scheme) {
    case Scheme::society:
        return "06";
    case Scheme::association:
        return "01";
    case Scheme::seamen:
        return "02";
    case Scheme::self_defence:
        return "07";
    case Scheme::state_mutual:
        return "31";
    case Scheme::local_mutual:
        return "32";
    case Scheme::police_mutual:
        return "33";
    case Scheme::school_mutual:
        return "34";
    case Scheme::retiree_society:
        return "63";
    case Scheme::retiree_state:
        return "72";
    case Scheme::retiree_local:
        return "73";
    case Scheme::retiree_police:
        return "74";
    case Scheme::retiree_school:
        return "75";
    case Scheme::national_retired:
        return "67";
    case Scheme::national:
        return "";
    case Scheme::late_elderly:
        return "39";
    }
    return "";
}

/// 法別番号 + 都道府県番号 + 9xx, counted down from 999 so that the first ones agree with the interface's sample
/// messages.
domain::InsurerNumber make_number(Scheme scheme, std::size_t prefecture, std::uint64_t local)
{
    ONSHI_CHECK(local < 100);
    const auto place = std::to_string(100 + prefectures()[prefecture].number).substr(1);
    const auto body = law_number(scheme) + place + std::to_string(999 - local);
    return domain::InsurerNumber::parse(body + std::to_string(domain::check_digit(body))).value();
}

IdStyle make_style(Scheme scheme, std::uint64_t index)
{
    if (scheme == Scheme::national || scheme == Scheme::national_retired)
        return index % 5 == 4 ? IdStyle::no_symbol : IdStyle::digits;
    constexpr std::array styles{IdStyle::digits, IdStyle::hyphen, IdStyle::digits,     IdStyle::letter,
                                IdStyle::digits, IdStyle::digits, IdStyle::full_width, IdStyle::digits};
    return styles[index % styles.size()];
}

// Of the covers in employees' schemes that begin at 60 or later; own choice.
constexpr std::uint32_t retiree_society_permille = 30;
constexpr std::uint32_t retiree_mutual_permille = 8;
constexpr std::uint32_t retiree_mutuals = 4;

struct SchemeShare
{
    Scheme scheme;
    std::uint32_t per_10000;
};

// Of the 77.90 M in employees' schemes (domain rules 9). The split is approximate general knowledge: 協会けんぽ 39.4 M,
// 健保組合 28.2 M, 共済 and 私学 9.8 M, 自衛官 0.23 M, 船員 0.11 M with families.
constexpr std::array<SchemeShare, 8> employee_shares{{
    {Scheme::association, 5050},
    {Scheme::society, 3625},
    {Scheme::local_mutual, 560},
    {Scheme::school_mutual, 350},
    {Scheme::state_mutual, 250},
    {Scheme::police_mutual, 120},
    {Scheme::self_defence, 30},
    {Scheme::seamen, 15},
}};

Scheme draw_scheme(Draw& draw)
{
    auto ticket = draw.below(10000);
    for (const auto& share : employee_shares) {
        if (ticket < share.per_10000)
            return share.scheme;
        ticket -= share.per_10000;
    }
    return Scheme::association;
}

} // namespace

Insurers::Insurers(std::uint64_t people)
{
    count_schemes(people);
    for (std::size_t scheme = 0; scheme < scheme_count; ++scheme) {
        first_[scheme] = all_.size();
        for (std::uint64_t i = 0; i < counts_[scheme]; ++i)
            add(static_cast<Scheme>(scheme), i);
    }
}

// Japan's numbers (approximate): 国保 1,716, 後期 47, 協会けんぽ 47 branches, the mutuals some 180, the societies the
// rest. A smaller town keeps one of each kind and shrinks the others.
void Insurers::count_schemes(std::uint64_t people)
{
    const auto total = std::clamp(people / people_an_insurer, least_insurers, most_insurers);
    const auto of = [&](std::uint64_t in_japan) {
        return std::max<std::uint64_t>(1, total * in_japan / most_insurers);
    };
    const auto set = [&](Scheme scheme, std::uint64_t n) { counts_[static_cast<std::size_t>(scheme)] = n; };

    prefectures_ = std::clamp<std::size_t>(total / 12, 1, synth::prefectures().size());
    set(Scheme::late_elderly, prefectures_);
    set(Scheme::association, prefectures_);
    set(Scheme::seamen, 1);
    set(Scheme::self_defence, of(3));
    set(Scheme::state_mutual, of(20));
    set(Scheme::local_mutual, of(64));
    set(Scheme::police_mutual, of(47));
    set(Scheme::school_mutual, of(48));
    set(Scheme::retiree_society, of(60));
    for (const auto scheme :
         {Scheme::retiree_state, Scheme::retiree_local, Scheme::retiree_police, Scheme::retiree_school})
        set(scheme, 1);
    set(Scheme::national_retired, prefectures_);
    const auto left = total - std::accumulate(counts_.begin(), counts_.end(), std::uint64_t{0});
    set(Scheme::national, std::max<std::uint64_t>(prefectures_, left * 55 / 100));
    set(Scheme::society, left - count(Scheme::national));
    ONSHI_CHECK(count(Scheme::society) > 0);
    ONSHI_CHECK(count(Scheme::society) < total); // nothing went below zero
}

void Insurers::add(Scheme scheme, std::uint64_t index)
{
    const auto prefecture = index % prefectures_;
    const auto local = index / prefectures_;
    const auto place = all_.size(); // every fifth writes addresses with hyphens, every fourth has not all characters
    all_.push_back({make_number(scheme, prefecture, local), insurer_name(scheme, index, prefecture, local), scheme,
                    make_style(scheme, index), place % 5 == 2 ? AddressStyle::hyphens : AddressStyle::words,
                    place % 4 == 1});
}

std::size_t Insurers::municipalities(std::size_t prefecture) const
{
    return (count(Scheme::national) - prefecture + prefectures_ - 1) / prefectures_;
}

InsurerIndex Insurers::national(std::size_t prefecture, std::size_t municipality) const
{
    return first(Scheme::national) + municipality * prefectures_ + prefecture;
}

std::size_t Insurers::municipality_of(InsurerIndex national) const
{
    return (national - first(Scheme::national)) / prefectures_;
}

InsurerIndex Insurers::national_retired(std::size_t prefecture) const
{
    return first(Scheme::national_retired) + prefecture;
}

InsurerIndex Insurers::late_elderly(std::size_t prefecture) const { return first(Scheme::late_elderly) + prefecture; }

InsurerIndex Insurers::draw_employees(Draw& draw, std::size_t prefecture, bool old) const
{
    if (old) {
        const auto ticket = draw.below(1000);
        if (ticket < retiree_society_permille)
            return first(Scheme::retiree_society) + draw.below(count(Scheme::retiree_society));
        if (ticket < retiree_society_permille + retiree_mutual_permille)
            return first(Scheme::retiree_state) + ticket % retiree_mutuals;
    }
    const auto scheme = draw_scheme(draw);
    if (scheme == Scheme::association && draw.permille(800)) // most work where they live
        return first(scheme) + prefecture;
    return first(scheme) + draw.skewed_below(count(scheme));
}

InsurerIndex Insurers::of_dependants(InsurerIndex member) const
{
    return all_[member].scheme == Scheme::self_defence ? first(Scheme::state_mutual) : member;
}

} // namespace onshi::synth
