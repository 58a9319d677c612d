#include "wire/pdf_page.h"

#include "base/fault.h"
#include "base/text.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#ifdef __SANITIZE_ADDRESS__
// cairo 1.16 forgets 768 bytes for each font of a document, fontconfig 256 bytes once. Both are lost inside the
// libraries (valgrind's stacks end in cairo_surface_finish and in the reading of fonts.conf): no call of ours frees
// them.
extern "C" const char*
__lsan_default_suppressions() // NOLINT(readability-identifier-naming,bugprone-reserved-identifier)
{
    return "leak:libcairo.so\nleak:libfontconfig.so\n";
}
#endif

namespace onshi::wire {

namespace {

constexpr double points_per_mm = 72 / 25.4;
constexpr double page_width = 210, page_height = 297; // ISO 216 A4
constexpr double least_size = 5;
constexpr double size_step = 0.5;
constexpr double shade_grey = 0.92;
constexpr double line_room = 1.02; ///< a line's height may leave its box by the room above the letters

cairo_status_t append(void* to, const unsigned char* bytes, unsigned int length)
{
    static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(bytes), length);
    return CAIRO_STATUS_SUCCESS;
}

template<class T>
using Owned = std::unique_ptr<T, decltype([](T* object) { g_object_unref(object); })>;

/// The length of the UTF-8 character that begins with this byte; the text is well-formed.
std::size_t character_length(char first)
{
    const auto byte = static_cast<unsigned char>(first);
    return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

} // namespace

struct PdfPage::Core
{
    std::string bytes;
    Owned<PangoFontMap> fonts{pango_cairo_font_map_new()};
    cairo_surface_t* surface = nullptr;
    cairo_t* pen = nullptr;

    ~Core()
    {
        cairo_destroy(pen);
        cairo_surface_destroy(surface);
    }

    void check() const
    {
        if (const auto status = cairo_status(pen); status != CAIRO_STATUS_SUCCESS)
            throw base::Fault(base::FaultCode::setup, std::string("PDF: ") + cairo_status_to_string(status));
    }

    [[nodiscard]] Owned<PangoLayout> layout(std::string_view text, const PdfStyle& style) const
    {
        const Owned<PangoContext> context(pango_font_map_create_context(fonts.get()));
        pango_context_set_language(context.get(), pango_language_from_string("ja")); // 直 as Japan writes it
        Owned<PangoLayout> made(pango_layout_new(context.get()));
        const auto font = std::unique_ptr<PangoFontDescription, decltype(&pango_font_description_free)>(
            pango_font_description_new(), pango_font_description_free);
        pango_font_description_set_family(font.get(), "Noto Sans CJK JP");
        pango_font_description_set_weight(font.get(), style.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
        pango_font_description_set_absolute_size(font.get(), style.size * PANGO_SCALE);
        pango_layout_set_font_description(made.get(), font.get());
        pango_layout_set_wrap(made.get(), PANGO_WRAP_WORD_CHAR);
        pango_layout_set_alignment(made.get(), style.align == PdfAlign::left ? PANGO_ALIGN_LEFT : PANGO_ALIGN_CENTER);
        const auto attributes = std::unique_ptr<PangoAttrList, decltype(&pango_attr_list_unref)>(pango_attr_list_new(),
                                                                                                 pango_attr_list_unref);
        pango_attr_list_insert(attributes.get(), pango_attr_insert_hyphens_new(FALSE)); // a name is printed as it is
        pango_layout_set_attributes(made.get(), attributes.get());
        pango_layout_set_text(made.get(), text.data(), static_cast<int>(text.size()));
        return made;
    }

    [[nodiscard]] bool has_letters(std::string_view text) const
    {
        return pango_layout_get_unknown_glyphs_count(layout(text, {}).get()) == 0;
    }

    [[nodiscard]] std::string printable(std::string_view text) const
    {
        if (has_letters(text))
            return std::string(text);
        std::string out;
        for (std::size_t length = 0; !text.empty(); text.remove_prefix(length)) {
            length = character_length(text.front());
            out += has_letters(text.substr(0, length)) ? text.substr(0, length) : "●";
        }
        return out;
    }
};

PdfPage::PdfPage(std::string_view title, base::Instant made)
    : core_(std::make_unique<Core>())
{
    core_->surface = cairo_pdf_surface_create_for_stream(&append, &core_->bytes, page_width * points_per_mm,
                                                         page_height * points_per_mm);
    cairo_pdf_surface_set_metadata(core_->surface, CAIRO_PDF_METADATA_TITLE, std::string(title).c_str());
    cairo_pdf_surface_set_metadata(core_->surface, CAIRO_PDF_METADATA_CREATOR, "onshi");
    // The library would write the time of the machine.
    const auto moment = base::jst_iso(made);
    const auto seconds = moment.substr(0, moment.find('.')) + moment.substr(moment.find('+'));
    cairo_pdf_surface_set_metadata(core_->surface, CAIRO_PDF_METADATA_CREATE_DATE, seconds.c_str());
    core_->pen = cairo_create(core_->surface);
    cairo_scale(core_->pen, points_per_mm, points_per_mm);
    core_->check();
    if (!core_->has_letters(title))
        throw base::Fault(base::FaultCode::setup, "PDF: no Japanese font is installed (Debian: fonts-noto-cjk)");
}

PdfPage::~PdfPage() = default;

void PdfPage::frame(const PdfBox& box, double pen)
{
    cairo_set_line_width(core_->pen, pen);
    cairo_rectangle(core_->pen, box.left, box.top, box.width, box.height);
    cairo_stroke(core_->pen);
}

void PdfPage::shade(const PdfBox& box)
{
    cairo_set_source_rgb(core_->pen, shade_grey, shade_grey, shade_grey);
    cairo_rectangle(core_->pen, box.left, box.top, box.width, box.height);
    cairo_fill(core_->pen);
    cairo_set_source_rgb(core_->pen, 0, 0, 0);
}

void PdfPage::text(const PdfBox& box, std::string_view utf8, const PdfStyle& style)
{
    ONSHI_CHECK(base::is_utf8(utf8));
    const auto shown = core_->printable(utf8);
    const auto width = static_cast<int>(box.width * points_per_mm * PANGO_SCALE);
    const auto height = static_cast<int>(box.height * points_per_mm * line_room * PANGO_SCALE);
    auto tried = style;
    Owned<PangoLayout> layout;
    int used = 0;
    do {
        layout = core_->layout(shown, tried);
        pango_layout_set_width(layout.get(), width);
        pango_layout_get_size(layout.get(), nullptr, &used);
        tried.size -= size_step;
    } while (used > height && tried.size >= least_size);
    if (used > height) {
        pango_layout_set_height(layout.get(), height);
        pango_layout_set_ellipsize(layout.get(), PANGO_ELLIPSIZE_END);
        pango_layout_get_size(layout.get(), nullptr, &used);
    }
    cairo_save(core_->pen);
    cairo_translate(core_->pen, box.left, box.top + (box.height - used / points_per_mm / PANGO_SCALE) / 2);
    cairo_scale(core_->pen, 1 / points_per_mm, 1 / points_per_mm);
    pango_cairo_show_layout(core_->pen, layout.get());
    cairo_restore(core_->pen);
    core_->check();
}

std::string PdfPage::finish()
{
    cairo_show_page(core_->pen);
    core_->check();
    cairo_surface_finish(core_->surface);
    return std::move(core_->bytes);
}

} // namespace onshi::wire
