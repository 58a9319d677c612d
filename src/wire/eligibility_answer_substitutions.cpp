#include "base/text.h"
#include "base/utf8.h"
#include "domain/notice.h"
#include "wire/elements.h"
#include "wire/eligibility_message.h"

#include <ranges>
#include <vector>

namespace onshi::wire {

namespace {

/// More would make the message unreadable; the others are counted.
constexpr std::size_t most_told = 5;

/// Of ProcessingResultMessage, in characters.
constexpr std::size_t longest_message = 1000;
/// 「ほかに12文字あります。」
constexpr std::size_t room_to_count = 20;

/// A character that is written another way, with the selector of its form if one follows.
struct Substitution
{
    std::string_view term;   ///< of the field
    std::size_t position;    ///< in characters, from 1
    std::string character;   ///< itself
    std::string code_points; ///< "U+845B U+E0100"
    bool lost = true;        ///< false: only the choice of form is left out
    std::string reading;     ///< of the part of the name it stands in; may be empty
};

bool is_space(char32_t c) { return c == U' ' || c == U'　'; }

/// Family name, given name and so on, parted by spaces of any width.
std::vector<std::string_view> parts(std::string_view name)
{
    std::vector<std::string_view> result{{}};
    for (std::size_t at = 0, from = 0; at < name.size();) {
        if (is_space(base::next_code_point(name, at))) {
            from = at;
            result.emplace_back();
        } else {
            result.back() = name.substr(from, at - from);
        }
    }
    return result;
}

class Search
{
public:
    void look(const Tag& tag, std::string_view text, std::string_view kana = {})
    {
        std::size_t position = 0;
        std::size_t part = 0;
        for (std::size_t at = 0; at < text.size();) {
            const auto begin = at;
            const auto c = base::next_code_point(text, at);
            ++position;
            if (is_space(c))
                ++part;
            auto codes = "U+" + base::code_point_hex(c);
            const bool selected = take_selector(text, at, codes);
            const bool lost = !base::has_shift_jis_form(c);
            if (lost || selected)
                found_.push_back({tag.term, position, std::string(text.substr(begin, at - begin)), std::move(codes),
                                  lost, reading(text, kana, part)});
        }
    }

    [[nodiscard]] bool empty() const { return found_.empty(); }

    /// `room` in characters.
    [[nodiscard]] std::string sentence(std::size_t room) const
    {
        std::string out;
        std::size_t told = 0;
        for (const auto& one : found_ | std::views::take(most_told)) {
            const auto words = words_of(one);
            if (room < base::length(out) + base::length(words) + room_to_count)
                break;
            out += words;
            ++told;
        }
        if (told < found_.size())
            out += (told == 0 ? "" : "ほかに") + std::to_string(found_.size() - told) + "文字あります。";
        return out;
    }

private:
    static std::string words_of(const Substitution& one)
    {
        return std::string(one.term) + "の" + std::to_string(one.position) + "文字目は「" + one.character + "」（" +
               one.code_points + (one.reading.empty() ? "" : "、よみ " + one.reading) +
               (one.lost ? "）です。" : "）で、字形の指定を省いています。");
    }

    static bool take_selector(std::string_view text, std::size_t& at, std::string& codes)
    {
        auto next = at;
        if (next >= text.size())
            return false;
        const auto c = base::next_code_point(text, next);
        if (!base::is_variation_selector(c))
            return false;
        at = next;
        codes += " U+" + base::code_point_hex(c);
        return true;
    }

    /// Kana are parted as the name is, or tell nothing of its parts.
    static std::string reading(std::string_view name, std::string_view kana, std::size_t part)
    {
        const auto readings = parts(kana);
        if (kana.empty() || readings.size() != parts(name).size())
            return {};
        return base::full_width(readings[part]);
    }

    std::vector<Substitution> found_;
};

} // namespace

void tell_substitutions(EligibilityAnswer& answer)
{
    if (answer.character_code != CharacterCode::shift_jis || !answer.found)
        return;
    const auto& coverage = answer.found->coverage;
    Search search;
    search.look(tag::symbol, coverage.id.symbol());
    search.look(tag::number, coverage.id.number());
    search.look(tag::insured_name, coverage.insured_name,
                coverage.insured_name == coverage.name ? std::string_view(coverage.name_kana) : std::string_view());
    search.look(tag::person_name, coverage.name, coverage.name_kana);
    search.look(tag::name_other, coverage.name_other, coverage.name_other_kana);
    search.look(tag::address, coverage.address);
    search.look(tag::insurer_name, answer.found->insurer_name);
    if (search.empty())
        return;
    const auto& entry = domain::notice_of(domain::NoticeCode::substituted);
    auto message = answer.notice ? answer.notice->message + "【文字】" + entry.desk : std::string(entry.desk);
    message += search.sentence(longest_message - base::length(message));
    answer.notice = CodedMessage{answer.notice ? answer.notice->code : entry.wire, std::move(message)};
}

} // namespace onshi::wire
