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
        domain::Coverage coverage{.insurer = insurer(),
                                  .id = id(),
                                  .relationship = static_cast<domain::Relationship>(number(1, 2)),
                                  .name = text(100),
                                  .name_kana = kana(40),
                                  .insured_name = text_or_none(50),
                                  .birth_date = date(),
                                  .sex = static_cast<domain::Sex>(number(1, 3)),
                                  .post_number = coin() ? "999-0000" : "",
                                  .address = text_or_none(200),
                                  .gained = date(),
                                  .lost = date_or_none(),
                                  .loss_reason = coin() ? "99" : "",
                                  .certificate_issued = date_or_none(),
                                  .certificate_from = date_or_none(),
                                  .certificate_to = date_or_none(),
                                  .share = {}};
        const bool late_elderly = coverage.insurer.is_late_elderly();
        const bool elderly_certificate = !late_elderly && coin();
        if (elderly_certificate || (late_elderly && coin()))
            coverage.share = number(1, 3) * 10;
        return {std::move(coverage), text_or_none(30), elderly_certificate};
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
    if (begin == std::string::npos || xml.contains("<ElderlyRecipientCertificateInfo>"))
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
