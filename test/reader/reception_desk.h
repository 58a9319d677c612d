#pragma once

#include "domain/audit_entry.h"
#include "e2e/running_centre.h"
#include "e2e/running_terminal.h"
#include "support/temporary_folder.h"
#include "wire/json.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace onshi::test {

/// Who has a card: made by `onshi-vcard make`, covered and linked at the centre.
struct CardHolder
{
    std::string label;                ///< also the card's folder, and "SYN-" before it the person's code
    std::string kind;                 ///< doc/formats/persona.md
    std::string number;               ///< 番号, with 06139992 and 架空 before it
    bool linked = true;               ///< false: the centre was not told whose card it is
    std::string pin = "1234";         ///< as long as the card has one
    std::string birth = "1980-04-02"; ///< synthetic, as all of it
};

/// A reception as in a clinic, each part the real program: the authority's OCSP responder, a centre that asks it, a
/// terminal with its page open, and the reader beside which scripts/with-card-reader runs the test. The test is the
/// hand at the reader and whoever touches a screen.
class ReceptionDesk
{
public:
    explicit ReceptionDesk(const std::vector<CardHolder>& holders, const std::string& log_level = "info");
    ~ReceptionDesk();
    ReceptionDesk(const ReceptionDesk&) = delete;
    ReceptionDesk& operator=(const ReceptionDesk&) = delete;

    void lay(const std::string& label);
    void take(); ///< and waits until the screen knows of no card
    /// Puts card and holder before the camera.
    void stand_before_camera(const std::string& label) const;

    /// The reception on the patient's screen, as soon as it is at that step. Throws what stands there instead if that
    /// is an end, or after a generous while.
    [[nodiscard]] wire::Json wait_for(const std::string& step);
    /// Until it looks so, at whatever step.
    void wait_until(const std::function<bool(const wire::Json& reception)>& so);
    /// Touches the patient's screen: POST /api/kiosk/`path` with these members beside the reception's id. The status.
    int touch(const std::string& path, const std::string& members);

    struct Answer
    {
        int status = 0;
        std::string body;
        wire::Json json; ///< of the body, if it is that
    };
    /// As the page of the staff asks; its cookies are kept.
    Answer staff(const char* method, const std::string& path, const wire::Json& body = wire::Json::object());
    /// The first administrator, by one-time code and authenticator.
    void sign_in();
    [[nodiscard]] const std::string& reception() const { return reception_; } ///< id of the one waited for last

    void stop_responder() { responder_.reset(); }
    /// At the address where it was before. `clock`: as that of the centre, if it is moved.
    void start_responder(const std::string& clock = {});

    /// What was put on the record since the last call.
    [[nodiscard]] std::vector<domain::AuditEntry> recorded();
    /// The only file in the face folder, which is empty afterwards; none if there is none.
    [[nodiscard]] std::optional<std::string> face_file() const;

    [[nodiscard]] RunningCentre& centre() { return *centre_; }
    [[nodiscard]] RunningTerminal& terminal() { return *terminal_; }
    [[nodiscard]] std::filesystem::path card(const std::string& label) const { return folder_ / "cards" / label; }
    [[nodiscard]] const std::filesystem::path& folder() const { return folder_.path(); }

private:
    void make_cards(const std::vector<CardHolder>& holders) const;
    void link_cards(const std::vector<CardHolder>& holders);
    void open_terminal(const std::string& log_level);
    [[nodiscard]] wire::Json kiosk();
    Answer ask(const char* method, const std::string& path, const std::string& body);

    const TemporaryFolder folder_;
    std::string responder_url_, page_, reception_, reception_before_;
    std::size_t seen_ = 0; ///< entries of the record
    std::unique_ptr<Process> responder_;
    std::unique_ptr<RunningCentre> centre_;
    std::unique_ptr<RunningTerminal> terminal_;
};

} // namespace onshi::test
