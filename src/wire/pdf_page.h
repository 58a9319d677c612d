#pragma once

#include "base/date.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

/// One page of A4, upright, with Japanese text that can be selected and searched. Lengths in millimetres from the upper
/// left corner, sizes of letters in points. The same calls give the same bytes. Internal to this folder.
namespace onshi::wire {

struct PdfBox
{
    double left, top, width, height;
};

enum class PdfAlign : std::uint8_t { left, centre };

struct PdfStyle
{
    double size = 10;
    bool bold = false;
    PdfAlign align = PdfAlign::left;
};

/// One thread at a time; several pages on several threads. Everything throws base::Fault(setup) if the library fails.
class PdfPage
{
public:
    /// `title` and `made` stand in the document's properties. Throws base::Fault(setup) if no installed font has the
    /// letters of the title.
    PdfPage(std::string_view title, base::Instant made);
    ~PdfPage();
    PdfPage(const PdfPage&) = delete;
    PdfPage& operator=(const PdfPage&) = delete;

    void frame(const PdfBox&, double pen = 0.2);
    void shade(const PdfBox&); ///< light grey, below what is drawn later
    /// In the middle of the box's height. What is too long is wrapped, then smaller, at 5 points cut with "…". A
    /// character that no font has becomes ●.
    void text(const PdfBox&, std::string_view utf8, const PdfStyle& = {});

    /// The document; nothing may be drawn after it.
    [[nodiscard]] std::string finish();

private:
    struct Core;
    std::unique_ptr<Core> core_;
};

} // namespace onshi::wire
