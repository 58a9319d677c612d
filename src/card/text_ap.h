#pragma once

#include "base/date.h"
#include "card/card_channel.h"
#include "card/secret.h"

#include <optional>
#include <string>

/// 券面事項入力補助AP: what is printed on the card, as text. Its file of the マイナンバー is not read: a clinic does
/// not handle that number.
namespace onshi::card {

/// The four attributes (4情報). Personal: never logged.
struct Attributes
{
    std::string name;    ///< 氏名, UTF-8
    std::string address; ///< 住所, UTF-8
    base::Date birth_date;
    int sex; ///< 1 male, 2 female, 3 other, 9 not told
};

/// The object FF20 of the attribute file, by tags alone, as parse_face reads it.
[[nodiscard]] std::optional<Attributes> parse_attributes(ByteView object);

class TextAp
{
public:
    explicit TextAp(CardChannel& channel)
        : channel_(channel)
    {
    }
    /// Opens it by its own PIN (3 tries, other than that of the JPKI application). With one try left nothing is sent.
    [[nodiscard]] CardResult<void> open(const Pin& pin);
    /// Opens it by what is printed on the card.
    [[nodiscard]] CardResult<void> open(const FaceNumber& number);
    [[nodiscard]] CardResult<int> pin_tries();
    /// locked before it was opened.
    [[nodiscard]] CardResult<Attributes> attributes();

private:
    [[nodiscard]] CardResult<void> select(std::uint16_t file);

    CardChannel& channel_;
};

} // namespace onshi::card
