#include "synth/insurer_names.h"

#include "synth/places.h"

#include <array>

namespace onshi::synth {
namespace {

constexpr std::array<std::string_view, 40> trades{
    "電機", "鉄鋼", "化学", "製薬",   "繊維", "食品", "製菓", "印刷",   "出版",   "放送",
    "通信", "情報", "運輸", "倉庫",   "海運", "航空", "鉄道", "自動車", "造船",   "機械",
    "精密", "硝子", "製紙", "石油",   "瓦斯", "電力", "建設", "設備",   "不動産", "銀行",
    "証券", "保険", "商事", "百貨店", "流通", "外食", "観光", "教育",   "警備",   "人材",
};

std::string ordinal(std::uint64_t index) { return "第" + full_width_digits(std::to_string(index + 1)); }

std::string stem(Scheme scheme, std::uint64_t index, std::size_t prefecture, std::uint64_t local)
{
    const std::string place(prefectures()[prefecture].name);
    switch (scheme) {
    case Scheme::society:
        if (index == 0)
            return "見本健康保険組合";
        return "架空" + std::string(brand_word(index)) + std::string(trades[index / brand_words() % trades.size()]) +
               "健康保険組合";
    case Scheme::association:
        return place + "全国健康保険協会支部";
    case Scheme::seamen:
        return "架空船員保険";
    case Scheme::self_defence:
        return "架空自衛官診療証発行部" + ordinal(index);
    case Scheme::state_mutual:
        return "架空国家公務員共済組合" + ordinal(index);
    case Scheme::local_mutual:
        return place + "地方職員共済組合" + ordinal(local);
    case Scheme::police_mutual:
        return place + "警察共済組合" + ordinal(local);
    case Scheme::school_mutual:
        return place + "学校共済組合" + ordinal(local);
    case Scheme::retiree_society:
        return "架空" + std::string(brand_word(index)) + "特定健康保険組合" + ordinal(index);
    case Scheme::retiree_state:
        return "架空国家公務員共済組合特例退職" + ordinal(index);
    case Scheme::retiree_local:
        return "架空地方職員共済組合特例退職" + ordinal(index);
    case Scheme::retiree_police:
        return "架空警察共済組合特例退職" + ordinal(index);
    case Scheme::retiree_school:
        return "架空学校共済組合特例退職" + ordinal(index);
    case Scheme::national_retired:
        return place + "国民健康保険退職者医療";
    case Scheme::national:
        return place + std::string(city_name(local)) + "国民健康保険";
    case Scheme::late_elderly:
        return place + "後期高齢者医療広域連合";
    }
    return {};
}

} // namespace

std::string insurer_name(Scheme scheme, std::uint64_t index, std::size_t prefecture, std::uint64_t local)
{
    return stem(scheme, index, prefecture, local) + "（合成）";
}

} // namespace onshi::synth
