#include "base/text.h"
#include "base/utf8.h"
#include "wire/eligibility_message.h"
#include "wire/sample_messages.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <random>
#include <vector>

// What is written is read again, for any answer that the system can give.

using namespace onshi;
using domain::Validity;
using wire::sample::day;

namespace {

class Generator
{
public:
    explicit Generator(unsigned seed)
        : engine_(seed)
    {
    }

    int number(int lowest, int highest) { return std::uniform_int_distribution(lowest, highest)(engine_); }
    bool coin() { return number(0, 1) == 1; }
    base::Date date() { return day(1930, 1, 1).plus_days(number(0, 40'000)); }
    std::optional<base::Date> date_or_none() { return coin() ? std::optional(date()) : std::nullopt; }

    /// Letters and ideographs of all planes; few enough that the message names all of them that Shift_JIS lacks.
    std::string any_unicode(int longest)
    {
        static const std::vector<std::string> frequent{"見", "本", "髙", "﨑", "花", "子"};
        std::string out;
        int rare = 5;
        for (int i = number(1, longest); i > 0; --i) {
            const auto c = static_cast<char32_t>(number(0xA1, 0x323AF));
            const bool taken =
                (0xD800 <= c && c <= 0xF8FF) || (c & 0xFFFEU) == 0xFFFE || base::is_variation_selector(c);
            if (!taken && rare-- > 0)
                base::append_utf8(out, c);
            else
                out += frequent[static_cast<std::size_t>(number(0, static_cast<int>(frequent.size()) - 1))];
        }
        return out;
    }
    /// Kanji (also outside the Basic Multilingual Plane), kana, letters and what XML must escape.
    std::string text(int longest)
    {
        static const std::vector<std::string> characters{"見", "本", "花", "髙", "𠮷", "﨑", "々", "ー",     "Ａ",
                                                         "ö",  "&",  "<",  ">",  "\"", "'",  "🌸", "e\u0301"};
        std::string out;
        for (int i = number(1, longest); i > 0; --i)
            out += characters[static_cast<std::size_t>(number(0, static_cast<int>(characters.size()) - 1))];
        return out;
    }
    std::string kana(int longest)
    {
        static const std::vector<std::string> characters{"ア", "ガ", "パ", "ヴ", "ー", "ッ", "ン", "Ａ", "１"};
        std::string out;
        for (int i = number(0, longest); i > 0; --i)
            out += characters[static_cast<std::size_t>(number(0, static_cast<int>(characters.size()) - 1))];
        return out.empty() ? out : out + "　ハナコ";
    }
    std::string text_or_none(int longest) { return coin() ? text(longest) : std::string(); }

    domain::InsurerNumber insurer()
    {
        static const std::vector<std::string> numbers{"06139992", "39139993", "139998"};
        return domain::InsurerNumber::parse(numbers[static_cast<std::size_t>(number(0, 2))]).value();
    }
    domain::InsuredId id() { return domain::InsuredId::parse(text_or_none(9), text(9), coin() ? "07" : "").value(); }

    wire::FoundCoverage found()
    {
        // The interface wants names full-width; the next test tells what becomes of others.
        const auto wide = [this](int longest) { return base::full_width(text(longest)); };
        domain::Coverage coverage{.insurer = insurer(),
                                  .id = id(),
                                  .kind = static_cast<domain::CertificateKind>(number(1, 7)),
                                  .relationship = static_cast<domain::Relationship>(number(1, 2)),
                                  .name = wide(100),
                                  .name_kana = kana(40),
                                  .name_other = coin() ? wide(20) : "",
                                  .name_other_kana = kana(20),
                                  .insured_name = coin() ? wide(50) : "",
                                  .birth_date = date(),
                                  .sex = static_cast<domain::Sex>(number(1, 3)),
                                  .sex_hidden = coin(),
                                  .post_number = coin() ? "999-0000" : "",
                                  .address = coin() ? wide(200) : "",
                                  .gained = date(),
                                  .lost = date_or_none(),
                                  .loss_reason = coin() ? std::optional(domain::LossReason::other) : std::nullopt};
        if (coin())
            coverage.certificates = {{date(), {date_or_none(), date_or_none()}, number(1, 3) * 10}};
        if (coin())
            coverage.elderly_certificates = {{date_or_none(), {date_or_none(), date_or_none()}, number(1, 3) * 10}};
        if (coin())
            coverage.limit_certificates = {
                {static_cast<domain::LimitKind>(number(1, 3)),
                 std::string(domain::limit_classes.at(static_cast<std::size_t>(number(0, 15))).code),
                 date_or_none(),
                 {date_or_none(), date_or_none()},
                 date_or_none()}};
        wire::FoundCoverage found{
            .coverage = std::move(coverage), .insurer_name = text_or_none(30), .preschool = coin()};
        if (coin())
            found.limit_consent = coin();
        found.reference_number = text_or_none(50);
        return found;
    }

    wire::EligibilityAnswer answer()
    {
        auto answer = wire::sample::answer_m6();
        answer.at += std::chrono::seconds(number(-1'000'000'000, 1'000'000'000));
        answer.on = date();
        answer.file_identifier = text_or_none(25);
        if (number(0, 9) == 0)
            return answer;
        answer.failure.reset();
        answer.validity = static_cast<Validity>(number(1, 5));
        if (coin())
            answer.search = wire::SearchInfo{insurer(), id(), date(), coin(), text_or_none(25)};
        if (coin())
            answer.found = found();
        if (coin())
            answer.notice = wire::CodedMessage{"OPN40003I", text(50)};
        return answer;
    }

    std::mt19937& engine() { return engine_; }

private:
    std::mt19937 engine_;
};

// Shuffles the lines between <name> and </name>: each is one element there.
std::string shuffled_result(const std::string& xml, std::mt19937& engine)
{
    const std::string open = "<ResultOfQualificationConfirmation>\n";
    const auto begin = xml.find(open);
    if (begin == std::string::npos || xml.contains("CertificateInfo>") || xml.contains("RelatedInfo>"))
        return xml;
    const auto first = begin + open.size();
    const auto end = xml.find("</ResultOfQualificationConfirmation>");
    std::vector<std::string> lines{"<Unknown><Name>x</Name></Unknown>\n"};
    for (auto at = first; at < end; at = xml.find('\n', at) + 1)
        lines.push_back(xml.substr(at, xml.find('\n', at) + 1 - at));
    std::ranges::shuffle(lines, engine);
    std::string out = xml.substr(0, first);
    for (const auto& line : lines)
        out += line;
    return out + xml.substr(end);
}

/// The name with each ● replaced by the character that the notice gives for its place.
std::string restored(const std::string& name, const std::optional<wire::CodedMessage>& notice)
{
    std::string out;
    std::size_t position = 0;
    for (std::size_t at = 0; at < name.size();) {
        const auto from = at;
        const auto c = base::next_code_point(name, at);
        const auto key = "氏名の" + std::to_string(++position) + "文字目は「";
        const auto told = c == U'●' && notice ? notice->message.find(key) : std::string::npos;
        if (told == std::string::npos) {
            out += name.substr(from, at - from);
        } else {
            const auto begin = told + key.size();
            out += notice->message.substr(begin, notice->message.find("」", begin) - begin);
        }
    }
    return out;
}

} // namespace

TEST(AnswerProperty, what_is_written_is_read_again_in_any_order)
{
    for (unsigned seed = 0; seed < 500; ++seed) {
        Generator random(seed);
        const auto answer = random.answer();
        const auto xml = wire::write_eligibility_answer(answer);
        const auto read = wire::parse_eligibility_answer(xml);
        ASSERT_TRUE(read) << "seed " << seed << ": " << read.error().field << read.error().reason << "\n" << xml;
        ASSERT_TRUE(*read == answer) << "seed " << seed << "\n" << xml;
        const auto other_order = wire::parse_eligibility_answer(shuffled_result(xml, random.engine()));
        ASSERT_TRUE(other_order && *other_order == answer) << "seed " << seed << ", shuffled";
    }
}

TEST(AnswerProperty, every_request_that_is_written_is_read_again)
{
    const auto facility = domain::FacilityCode::parse("1319999999").value();
    for (unsigned seed = 0; seed < 500; ++seed) {
        Generator random(seed);
        const wire::EligibilityRequest request{
            random.date(),
            facility,
            random.text_or_none(25),
            {random.insurer(), random.id(), random.date(), random.coin(), random.text_or_none(25)},
            0};
        wire::SeenHeader seen;
        const auto read = wire::parse_eligibility_request(wire::write_eligibility_request(request), seen);
        ASSERT_TRUE(read && *read == request) << "seed " << seed;
        ASSERT_EQ(seen.on, request.on);
    }
}

TEST(AnswerProperty, in_shift_jis_the_message_names_every_character_that_the_names_lose)
{
    for (unsigned seed = 0; seed < 500; ++seed) {
        Generator random(seed);
        auto answer = wire::sample::answer_m2();
        answer.found->coverage.name = base::full_width(random.any_unicode(20));
        answer.character_code = wire::CharacterCode::shift_jis;
        auto told = answer;
        tell_substitutions(told);
        const auto read = wire::parse_eligibility_answer(wire::write_eligibility_answer(told));
        ASSERT_TRUE(read) << "seed " << seed;
        EXPECT_EQ(read->notice, told.notice) << "seed " << seed; // the message loses nothing
        // Put back what the message says, and the stored name is there again.
        EXPECT_EQ(restored(read->found->coverage.name, read->notice), answer.found->coverage.name) << "seed " << seed;
        answer.character_code = wire::CharacterCode::utf8;
        EXPECT_EQ(wire::parse_eligibility_answer(wire::write_eligibility_answer(answer)), answer) << "seed " << seed;
    }
}
