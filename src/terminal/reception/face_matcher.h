#pragma once

#include "card/visual_ap.h"

#include <filesystem>
#include <optional>
#include <string>

/// Is the person before the camera the one on the card's photo?
namespace onshi::terminal {

struct FaceMatch
{
    double score;     ///< 0 to 1
    double threshold; ///< from where on it is the same person
};

class FaceMatcher
{
public:
    FaceMatcher() = default;
    virtual ~FaceMatcher() = default;
    FaceMatcher(const FaceMatcher&) = delete;
    FaceMatcher& operator=(const FaceMatcher&) = delete;

    /// Goes on the record with each check; no picture does.
    [[nodiscard]] virtual std::string name() const = 0;
    [[nodiscard]] virtual std::string version() const = 0;
    /// What the reader's camera reads from the card's face (照合番号B), with which the photo on the chip is opened.
    [[nodiscard]] virtual std::optional<card::FaceNumber> read_number() = 0;
    [[nodiscard]] virtual FaceMatch match(const card::CardFace&) = 0;
};

/// For development: a folder stands for the camera. It holds face-number.txt, what is printed on the card, and
/// face.jp2, the picture of who stands there. The same bytes as the photo's score 1, any others 0: it compares files,
/// not faces, and says so by its name.
class DevelopmentFaceMatcher final : public FaceMatcher
{
public:
    explicit DevelopmentFaceMatcher(std::filesystem::path camera)
        : camera_(std::move(camera))
    {
    }
    [[nodiscard]] std::string name() const override { return "onshi-development-file-comparison"; }
    [[nodiscard]] std::string version() const override { return "1"; }
    [[nodiscard]] std::optional<card::FaceNumber> read_number() override;
    [[nodiscard]] FaceMatch match(const card::CardFace&) override;

private:
    std::filesystem::path camera_;
};

} // namespace onshi::terminal
