#include "base/fault.h"
#include "onshi/commands.h"
#include "onshi/installation.h"
#include "pki/digest.h"
#include "usecase/exports.h"
#include "wire/coverage_json.h"
#include "wire/register_files.h"

#include <fstream>
#include <iostream>
#include <memory>

namespace onshi::programs {

namespace {

constexpr std::size_t buffer_bytes = std::size_t{1} << 18;

/// Where the rows go: a stream, or a hash over the same bytes.
class Sink
{
public:
    explicit Sink(const ExportOptions& options)
        : hashing_(options.sha256)
    {
        if (hashing_ || options.output.empty())
            return;
        file_ = std::make_unique<std::ofstream>(options.output, std::ios::binary | std::ios::trunc);
        if (!*file_)
            throw base::Fault(base::FaultCode::io, options.output + ": cannot be written");
    }

    std::string& buffer() { return buffer_; }
    void pass_on(bool all)
    {
        if (!all && buffer_.size() < buffer_bytes)
            return;
        if (hashing_)
            hash_.update(buffer_);
        else if (!out().write(buffer_.data(), static_cast<std::streamsize>(buffer_.size())))
            throw base::Fault(base::FaultCode::io, "the export could not be written");
        buffer_.clear();
    }
    void end()
    {
        pass_on(true);
        if (hashing_)
            std::cout << pki::hex(hash_.finish()) << "\n";
        else if (!out().flush())
            throw base::Fault(base::FaultCode::io, "the export could not be written");
    }

private:
    std::ostream& out() { return file_ ? static_cast<std::ostream&>(*file_) : std::cout; }

    bool hashing_;
    std::unique_ptr<std::ofstream> file_;
    pki::Sha256 hash_;
    std::string buffer_;
};

} // namespace

int export_coverage(const ExportOptions& options)
{
    Installation centre(options.config, std::nullopt);
    Sink sink(options);
    const bool json = options.format == "ndjson";
    if (!json)
        wire::append_header(sink.buffer(), wire::coverage_file().columns);
    const auto rows = centre.desk.read_now([&](usecase::UnitOfWork& work) {
        return usecase::export_coverage(work, Installation::operator_at_shell(),
                                        [&](const domain::CoverageReport& report) {
                                            const wire::CoverageRow row{report.person, report.coverage};
                                            if (json)
                                                wire::append_coverage_json(sink.buffer(), row);
                                            else
                                                wire::coverage_file().write(sink.buffer(), row);
                                            sink.pass_on(false);
                                        });
    });
    sink.end();
    std::cerr << rows << " 行\n";
    return 0;
}

} // namespace onshi::programs
