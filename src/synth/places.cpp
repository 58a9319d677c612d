#include "synth/places.h"

#include <array>

namespace onshi::synth {
namespace {

// Weights: approximate, from the Statistics Bureau's published population estimate of 2022, rounded to permille.
constexpr std::array<Prefecture, 47> all_prefectures{{
    {13, 113, "架空県"},    {14, 74, "架空若葉県"}, {27, 70, "架空朝霧県"}, {23, 60, "架空夕凪県"},
    {11, 59, "架空白露県"}, {12, 50, "架空初霜県"}, {28, 43, "架空花野県"}, {1, 41, "架空月見県"},
    {40, 41, "架空雲井県"}, {22, 29, "架空風待県"}, {8, 23, "架空波音県"},  {34, 22, "架空松風県"},
    {26, 21, "架空竹林県"}, {4, 18, "架空梅香県"},  {15, 17, "架空桜台県"}, {20, 16, "架空藤波県"},
    {21, 16, "架空萩野県"}, {9, 15, "架空菊水県"},  {10, 15, "架空椿丘県"}, {33, 15, "架空柳瀬県"},
    {7, 14, "架空桃園県"},  {24, 14, "架空杏里県"}, {43, 14, "架空蓮池県"}, {46, 13, "架空葵原県"},
    {47, 12, "架空茜空県"}, {25, 11, "架空霞浦県"}, {35, 11, "架空虹橋県"}, {38, 11, "架空星川県"},
    {42, 10, "架空暁原県"}, {29, 11, "架空曙台県"}, {2, 10, "架空雪代県"},  {3, 9, "架空氷室県"},
    {17, 9, "架空露草県"},  {44, 9, "架空雨宮県"},  {45, 8, "架空泉野県"},  {6, 8, "架空滝見県"},
    {16, 8, "架空渚浜県"},  {5, 7, "架空岬浦県"},   {37, 8, "架空島影県"},  {30, 7, "架空岩清県"},
    {19, 6, "架空砂丘県"},  {41, 6, "架空谷風県"},  {18, 6, "架空峰越県"},  {36, 6, "架空麓原県"},
    {39, 5, "架空森本県"},  {32, 5, "架空草笛県"},  {31, 4, "架空稲穂県"},
}};

constexpr std::array<std::string_view, 40> cities{
    "見本市", "例示市", "緑野市", "青空市", "若草市", "花園市", "泉台市", "光丘市", "清流市", "東野市",
    "西浜市", "南風市", "北原市", "中里市", "桜並市", "松影市", "梅里市", "藤見市", "萩里市", "菊野市",
    "見晴町", "日向町", "木陰町", "水音町", "風車町", "灯台町", "渡船町", "石橋町", "丸山町", "小川町",
    "大野町", "長浜町", "浅瀬町", "深森町", "高原町", "谷間村", "峠道村", "湖畔村", "渓流村", "炭焼村",
};

constexpr std::array<std::string_view, 24> quarters{
    "例示町", "本町",   "栄町",   "緑町",   "旭町",   "幸町",   "泉町",   "錦町",
    "寿町",   "曙町",   "若葉町", "青葉町", "桜町",   "梅田町", "松原町", "竹里町",
    "川端町", "橋詰町", "坂上町", "坂下町", "宮前町", "寺前町", "駅前町", "浜町",
};

constexpr std::array<std::string_view, 40> brands{
    "若葉",   "青空", "朝日丘", "夕映",   "白波",   "黒松", "赤煉瓦", "緑風",   "金星", "銀河",
    "光和",   "清和", "東雲",   "西陽",   "南十字", "北辰", "中央台", "大樹",   "小径", "高嶺",
    "長閑",   "深緑", "双葉",   "三日月", "四季",   "五月", "六花",   "七星",   "八重", "九重",
    "千歳台", "万葉", "新緑",   "春霞",   "夏木",   "秋桜", "冬木",   "花時計", "風見", "月影",
};

constexpr std::array<std::string_view, 10> wide_digits{"０", "１", "２", "３", "４", "５", "６", "７", "８", "９"};

void add_full_width(Line& line, std::uint32_t number) // up to 99
{
    if (number >= 10)
        line.add(wide_digits[number / 10]);
    line.add(wide_digits[number % 10]);
}

} // namespace

std::string full_width_digits(std::string_view digits)
{
    std::string text;
    for (const char digit : digits)
        text += full_width_digit(static_cast<std::uint64_t>(digit - '0'));
    return text;
}

std::string_view full_width_digit(std::uint64_t digit) { return wide_digits.at(digit); }

std::span<const Prefecture> prefectures() { return all_prefectures; }

std::string_view city_name(std::size_t local) { return cities[local % cities.size()]; }

std::string_view brand_word(std::size_t index) { return brands[index % brands.size()]; }

std::size_t brand_words() { return brands.size(); }

Address draw_address(Draw& draw, std::size_t prefecture, std::size_t municipality)
{
    Address address{prefecture, municipality};
    address.quarter = draw.below(quarters.size());
    address.block = 1 + draw.below(9);
    address.lot = 1 + draw.below(40);
    address.house = 1 + draw.below(30);
    return address;
}

void Address::add_post_number(Line& line) const
{
    line.add("999-");
    line.digits((prefecture * 97 + municipality * 24 + quarter) % 10000, 4);
}

void Address::add_text(Line& line, AddressStyle style) const
{
    const bool words = style == AddressStyle::words;
    line.add(all_prefectures[prefecture].name);
    line.add(city_name(municipality));
    line.add(quarters[quarter]);
    add_full_width(line, block);
    line.add(words ? "丁目" : "－");
    add_full_width(line, lot);
    line.add(words ? "番" : "－");
    add_full_width(line, house);
    if (words)
        line.add("号");
}

} // namespace onshi::synth
