#include "domain/correction.h"

#include <gmock/gmock.h>

// Domain rules 2.4 (share), 3.1 (limit class). All people are invented.
namespace onshi::domain {
namespace {

base::Date day(int y, unsigned m, unsigned d)
{
    return base::Date(std::chrono::year(y) / std::chrono::month(m) / std::chrono::day(d));
}
const auto on = day(2026, 4, 1);

Coverage row()
{
    return {.insurer = InsurerNumber::parse("138016").value(),
            .id = InsuredId::parse("架空", "1234", "01").value(),
            .name = "例示　花子",
            .birth_date = day(1953, 5, 2), // 72 on the day: 2割 by age
            .gained = day(2015, 4, 1)};
}
AnswerFacts facts(const Coverage& coverage, Validity validity = Validity::valid)
{
    return facts_of({.validity = validity, .person = 1, .coverage = coverage}, on);
}
std::string words(const Coverage& said, const Coverage& now) { return difference_words(facts(said), facts(now)); }

TEST(AnswerFacts, the_certified_share_goes_before_the_one_of_the_age)
{
    auto certified = row();
    certified.elderly_certificates = {{{}, {day(2025, 8, 1), {}}, 30}};
    EXPECT_EQ(words(certified, row()), "負担割合 3割→2割");
    auto late = row();
    late.certificates = {{{}, {}, 10}};
    EXPECT_EQ(words(row(), late), "負担割合 2割→1割");
    certified.elderly_certificates.front().share = 20;
    EXPECT_EQ(words(certified, row()), "") << "2割 by certificate or by age: the bill is the same";
}

TEST(AnswerFacts, limit_class_window_kind_and_number_matter)
{
    auto other = row();
    other.limit_certificates = {{LimitKind::limit, "B05", {}, {day(2025, 8, 1), {}}, {}}};
    EXPECT_EQ(words(row(), other), "適用区分 なし→B05");
    other = row();
    other.certificates = {{{}, {{}, day(2026, 7, 31)}, {}}};
    EXPECT_EQ(words(row(), other), "有効終了日 なし→2026-07-31");
    other = row();
    other.kind = CertificateKind::special_medical_cost;
    EXPECT_EQ(words(row(), other), "被保険者証区分 01→05");
    other = row();
    other.id = InsuredId::parse("架空", "1235", "01").value();
    EXPECT_EQ(words(row(), other), "番号 1234→1235");
}

TEST(AnswerFacts, names_addresses_and_ways_of_writing_do_not)
{
    auto other = row();
    other.name = "例示　太郎";
    other.address = "架空県見本市１";
    other.id = InsuredId::parse("架空", "１２３４", "01").value();
    EXPECT_TRUE(differences(facts(row()), facts(other)).empty());
}

TEST(AnswerFacts, of_a_lost_cover_only_the_row_matters)
{
    auto other = row();
    other.certificates = {{{}, {{}, day(2025, 7, 31)}, 30}};
    EXPECT_TRUE(differences(facts(row(), Validity::lost), facts(other, Validity::lost)).empty());
}

TEST(DifferenceWords, a_changed_validity_is_told_without_what_only_one_answer_could_tell)
{
    EXPECT_EQ(difference_words(facts(row()), facts(row(), Validity::lost_with_newer)),
              "資格有効性 有効→無効（新しい資格あり）");
    EXPECT_EQ(difference_words(facts(row()), facts_of({}, on)), "資格有効性 有効→該当資格なし");
}

} // namespace
} // namespace onshi::domain
