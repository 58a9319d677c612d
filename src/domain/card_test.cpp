#include "domain/card.h"

#include <gtest/gtest.h>

namespace onshi::domain {
namespace {

TEST(CardKey, is_written_in_one_way)
{
    const auto key = CardKey::parse("1A:C1:00:F5", "06 D1 80 06").value();
    EXPECT_EQ(key.issuer(), "1ac100f5");
    EXPECT_EQ(key.serial(), "6d18006");
    EXPECT_EQ(key, CardKey::parse("1ac100f5", "6d18006").value());
    EXPECT_EQ(CardKey::parse("1a", "00").value().serial(), "0");
}

TEST(CardKey, of_another_generation_is_another_one)
{
    EXPECT_NE(CardKey::parse("aa", "1").value(), CardKey::parse("bb", "1").value());
}

TEST(CardKey, names_the_field_to_blame)
{
    EXPECT_EQ(CardKey::parse("", "1").error(), rejection(ErrorCode::element_missing, "issuer_key_id"));
    EXPECT_EQ(CardKey::parse("1", "").error(), rejection(ErrorCode::element_missing, "serial"));
    EXPECT_EQ(CardKey::parse("1g", "1").error(), rejection(ErrorCode::characters, "issuer_key_id"));
    EXPECT_EQ(CardKey::parse("1", std::string(41, '1')).error(), rejection(ErrorCode::length, "serial"));
    EXPECT_TRUE(CardKey::parse("1", std::string(40, '1')));
    EXPECT_TRUE(CardKey::parse("1", "00" + std::string(40, 'f'))); // DER writes a zero before a high bit
}

TEST(Card, names_come_back)
{
    for (const auto mode : {CardMode::pin, CardMode::face, CardMode::visual})
        EXPECT_EQ(card_mode(name_of(mode)), mode);
    for (const auto token : {CardToken::card, CardToken::android, CardToken::ios})
        EXPECT_EQ(card_token(name_of(token)), token);
    for (const auto purpose :
         {CarePurpose::outpatient, CarePurpose::home_visit, CarePurpose::online, CarePurpose::emergency})
        EXPECT_EQ(care_purpose(name_of(purpose)), purpose);
    EXPECT_EQ(card_mode("PIN"), std::nullopt);
    EXPECT_EQ(card_token(""), std::nullopt);
}

TEST(Card, a_telephone_is_opened_by_its_pin_only)
{
    EXPECT_TRUE(may_be_opened_by(CardToken::card, CardMode::face));
    EXPECT_TRUE(may_be_opened_by(CardToken::ios, CardMode::pin));
    EXPECT_FALSE(may_be_opened_by(CardToken::android, CardMode::face));
    EXPECT_FALSE(may_be_opened_by(CardToken::ios, CardMode::visual));
}

} // namespace
} // namespace onshi::domain
