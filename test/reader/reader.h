#pragma once

#include "card/pcsc.h"
#include "support/temporary_folder.h"
#include "vcard/persona_maker.h"

#include <condition_variable>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace onshi::test {

/// The reader beside which scripts/with-card-reader runs these tests, and virtual cards to lay on it. One for a suite.
class Reader
{
public:
    Reader();
    ~Reader();
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;

    /// Lays a card on it, made when it is first asked for, and waits until pcscd has seen it. Its tries are full.
    const vcard::Persona& insert(vcard::CardKind kind);
    void pull();                            ///< and waits until pcscd has seen it
    void tell(const std::string& words);    ///< to the hand
    [[nodiscard]] std::string name() const; ///< of the reader, as PC/SC calls it
    [[nodiscard]] std::filesystem::path folder() const { return folder_.path(); }

private:
    void make(vcard::CardKind kind);
    void wait_for(bool card);

    const TemporaryFolder folder_;
    std::map<vcard::CardKind, vcard::Persona> cards_;
    std::mutex mutex_;
    std::condition_variable moved_;
    bool there_ = false; ///< as pcscd sees it
    std::optional<card::CardMonitor> monitor_;
};

/// A variable that scripts/with-card-reader sets; without it these tests have no reader and fail.
[[nodiscard]] std::string reader_variable(const char* name);

} // namespace onshi::test
