#pragma once

#include "domain/plausibility.h"
#include "usecase/desk.h"
#include "usecase/quarantine.h"

#include <functional>
#include <istream>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

/// 隔離 at an import by hand (doc/plausibility.md): whether its coverage file may be taken. One import, one thread.
namespace onshi::jobs {

struct ImportGateSettings
{
    std::string source; ///< the file's name, for the record
    /// Why whatever is implausible is taken all the same; none: it is not.
    std::optional<std::string> reason;
    domain::PlausibilitySettings plausibility;
    /// The file from its beginning once more.
    std::function<std::unique_ptr<std::istream>()> open;
};

class ImportGate
{
public:
    /// Desk and caller outlive the gate.
    ImportGate(usecase::Desk&, const domain::Caller&, ImportGateSettings);

    /// Before anything is taken. With a reason the whole file is compared, and the reason put on the record with what
    /// it lets in. Errors: of the reason (usecase::record_accepted_import); then nothing may be taken.
    [[nodiscard]] domain::Result<void> begin();
    /// Asked before each batch (ImportSettings::may_take). Without a reason the whole file is compared before the first
    /// row of an insurer that has something stored is taken; if it is implausible as a whole, that is put on the record
    /// and the rest may not be taken. Files of insurers that have nothing stored cost nothing: there is nothing to
    /// compare with.
    [[nodiscard]] bool may_take(std::span<const domain::CoverageReport>);

    [[nodiscard]] bool refused() const { return refused_; }
    /// Why the file is implausible as a whole, as far as it was compared.
    [[nodiscard]] const std::vector<domain::Doubt>& doubts() const { return doubts_; }

private:
    [[nodiscard]] bool has_cover(const domain::InsurerNumber&);
    usecase::ImportDoubts compare();

    usecase::Desk& desk_;
    const domain::Caller& caller_;
    const ImportGateSettings settings_;
    std::map<domain::InsurerNumber, bool> known_;
    std::optional<domain::InsurerNumber> last_;
    std::vector<domain::Doubt> doubts_;
    bool compared_ = false, refused_ = false;
};

} // namespace onshi::jobs
