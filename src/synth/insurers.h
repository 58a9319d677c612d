#pragma once

#include "domain/identifiers.h"
#include "synth/places.h"
#include "synth/random.h"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

/// The insurers (保険者) of a town: their numbers, names and who of the people goes to which.
namespace onshi::synth {

/// In the order of the file. The first insurer of every town is 06139992 「見本健康保険組合（合成）」.
enum class Scheme : std::uint8_t {
    society,         ///< 06 組合管掌健康保険
    association,     ///< 01 協会けんぽ
    seamen,          ///< 02 船員保険
    self_defence,    ///< 07 自衛官診療証; the family is in a 国家公務員共済組合
    state_mutual,    ///< 31 国家公務員共済組合
    local_mutual,    ///< 32 地方公務員等共済組合
    police_mutual,   ///< 33 警察共済組合
    school_mutual,   ///< 34 公立学校共済組合, 私学共済
    retiree_society, ///< 63 特定健康保険組合
    retiree_state,   ///< 72 to 75: 特例退職 of the schemes 31 to 34 (domain rules 1.2)
    retiree_local,
    retiree_police,
    retiree_school,
    national_retired, ///< 67 退職者医療 of 国民健康保険, one a prefecture; in rows that ended by 2020-03-31
    national,         ///< six digits: 国民健康保険, one a municipality
    late_elderly,     ///< 39 後期高齢者医療, one a prefecture
};
inline constexpr std::size_t scheme_count = 16;
/// 特例退職: 63 and 72 to 75.
[[nodiscard]] constexpr bool is_specified_retired(Scheme scheme)
{
    return Scheme::retiree_society <= scheme && scheme <= Scheme::retiree_school;
}

/// How an insurer writes 記号 and 番号. A claim knows an all-alphanumeric and an all-kanji form, never mixed.
enum class IdStyle : std::uint8_t {
    digits,     ///< "0123", "456789"
    hyphen,     ///< "01-23", "456789"
    letter,     ///< "A0123", "456789"
    full_width, ///< 「架０１２３」, 「４５６７８９」
    no_symbol,  ///< "", "0123456789"
};

struct Insurer
{
    domain::InsurerNumber number; ///< 保険者別番号 900 to 999
    std::string name;
    Scheme scheme;
    IdStyle style;
    AddressStyle addresses;
    bool common_characters; ///< writes 「高」 for 「髙」 in names
};

using InsurerIndex = std::size_t;

/// Fixed after construction; any thread. About one insurer for 2,000 people, at least 18 and at most 3,400 (Japan's
/// number).
class Insurers
{
public:
    explicit Insurers(std::uint64_t people);

    [[nodiscard]] std::span<const Insurer> all() const { return all_; }
    [[nodiscard]] const Insurer& at(InsurerIndex index) const { return all_[index]; }

    /// The town lies in the first so many of places.h's prefectures.
    [[nodiscard]] std::size_t prefectures() const { return prefectures_; }
    /// Municipalities there; each has its 国民健康保険.
    [[nodiscard]] std::size_t municipalities(std::size_t prefecture) const;

    [[nodiscard]] InsurerIndex national(std::size_t prefecture, std::size_t municipality) const;
    /// Which municipality's 国民健康保険 that is.
    [[nodiscard]] std::size_t municipality_of(InsurerIndex national) const;
    [[nodiscard]] InsurerIndex national_retired(std::size_t prefecture) const;
    [[nodiscard]] InsurerIndex late_elderly(std::size_t prefecture) const;
    /// Any employees' scheme, in Japan's proportions. `old` (60 and more) may be in a scheme of 特例退職.
    [[nodiscard]] InsurerIndex draw_employees(Draw& draw, std::size_t prefecture, bool old) const;
    /// Where the dependants of a member are.
    [[nodiscard]] InsurerIndex of_dependants(InsurerIndex member) const;

private:
    void count_schemes(std::uint64_t people);
    void add(Scheme scheme, std::uint64_t index);
    [[nodiscard]] std::uint64_t count(Scheme scheme) const { return counts_[static_cast<std::size_t>(scheme)]; }
    [[nodiscard]] InsurerIndex first(Scheme scheme) const { return first_[static_cast<std::size_t>(scheme)]; }

    std::vector<Insurer> all_;
    std::size_t prefectures_ = 1;
    std::array<std::uint64_t, scheme_count> counts_{};
    std::array<InsurerIndex, scheme_count> first_{};
};

} // namespace onshi::synth
