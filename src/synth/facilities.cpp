#include "synth/facilities.h"

#include "base/fault.h"
#include "domain/identifiers.h"
#include "synth/apportion.h"
#include "synth/random.h"

#include <array>

namespace onshi::synth {
namespace {

constexpr std::uint64_t most_facilities = 400'000;
constexpr const char* sample_code = "1319999999"; // of the interface page's sample messages
constexpr const char* sample_name = "架空見本診療所（合成）";

struct Kind
{
    std::uint64_t in_japan; ///< facilities on 2022-12-18 (facility_totals.csv)
    std::size_t fee_table;  ///< 点数表番号: 1 医科, 3 歯科, 4 調剤
    std::string_view suffix;
};
constexpr std::size_t clinic = 1;
constexpr std::array<Kind, 4> kinds{{
    {8189, 1, "病院"},
    {89796, 1, "診療所"},
    {70517, 3, "歯科医院"},
    {61451, 4, "薬局"},
}};

using Serials = std::array<std::uint64_t, 5>; ///< by fee table, within one prefecture

/// 郡市区番号 99 first, then 98 down to 90. 医療機関番号 9999 stays free: 13-1-99-9999 is the sample clinic's.
domain::FacilityCode make_code(int prefecture, std::size_t fee_table, std::uint64_t serial)
{
    constexpr std::uint64_t in_district = 9998;
    const auto district = serial / in_district;
    ONSHI_CHECK(district < 10);
    const auto body = std::to_string(100 + prefecture).substr(1) + std::to_string(fee_table) +
                      std::to_string(99 - district) + std::to_string(10001 + serial % in_district).substr(1);
    return domain::FacilityCode::parse(body + std::to_string(domain::check_digit(body))).value();
}

std::string make_name(Draw& draw, std::size_t prefecture, const Kind& kind)
{
    std::string name(prefectures()[prefecture].name);
    name += city_name(draw.below(40));
    name += brand_word(draw.below(brand_words()));
    name += kind.suffix;
    return name + "（合成）";
}

wire::FacilityRow make_facility(std::uint64_t seed, std::size_t prefecture, const Kind& kind, Serials& serials)
{
    auto code = make_code(prefectures()[prefecture].number, kind.fee_table, serials[kind.fee_table]++);
    Draw draw(seed, std::stoull(code.text()), Purpose::facility);
    auto name = make_name(draw, prefecture, kind);
    const auto characters = draw.permille(200) ? wire::CharacterCode::shift_jis : wire::CharacterCode::utf8;
    return {std::move(code), std::move(name), characters};
}

/// counts[kind][prefecture]
std::array<std::vector<std::uint64_t>, kinds.size()> count_facilities(std::uint64_t facilities)
{
    std::vector<std::uint64_t> by_kind;
    by_kind.reserve(kinds.size());
    for (const auto& kind : kinds)
        by_kind.push_back(kind.in_japan);
    by_kind = apportion(facilities, by_kind);
    by_kind[clinic] -= 1; // the sample clinic; the largest kind, so one of any town is a clinic

    std::vector<std::uint64_t> weights;
    for (const auto& prefecture : prefectures())
        weights.push_back(prefecture.weight);
    std::array<std::vector<std::uint64_t>, kinds.size()> counts;
    for (std::size_t kind = 0; kind < kinds.size(); ++kind)
        counts[kind] = apportion(by_kind[kind], weights);
    return counts;
}

} // namespace

void each_facility(std::uint64_t facilities, std::uint64_t seed,
                   const std::function<void(const wire::FacilityRow&)>& use)
{
    ONSHI_CHECK(facilities <= most_facilities);
    if (facilities == 0)
        return;
    use({domain::FacilityCode::parse(sample_code).value(), sample_name, wire::CharacterCode::utf8});
    const auto counts = count_facilities(facilities);
    for (std::size_t prefecture = 0; prefecture < prefectures().size(); ++prefecture) {
        Serials serials{};
        for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
            for (std::uint64_t i = 0; i < counts[kind][prefecture]; ++i)
                use(make_facility(seed, prefecture, kinds[kind], serials));
        }
    }
}

} // namespace onshi::synth
