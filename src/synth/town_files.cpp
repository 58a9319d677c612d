#include "base/fault.h"
#include "synth/facilities.h"
#include "synth/town.h"
#include "wire/csv.h"

#include <algorithm>

namespace onshi::synth {
namespace {

constexpr std::size_t buffer_bytes = 1 << 18;
constexpr std::uint64_t households_a_report = 10'000;

/// Gathers rows into large writes.
class Output
{
public:
    explicit Output(std::ostream& out)
        : out_(out)
    {
        buffer_.reserve(buffer_bytes + 65'536);
    }

    [[nodiscard]] std::string& buffer() { return buffer_; }
    void flush_if_full()
    {
        if (buffer_.size() >= buffer_bytes)
            flush();
    }
    void finish()
    {
        flush();
        out_.flush();
        check();
    }

private:
    void flush()
    {
        out_.write(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
        buffer_.clear();
        check();
    }
    void check() const
    {
        if (!out_)
            throw base::Fault(base::FaultCode::io, "the synthetic town could not be written");
    }

    std::ostream& out_;
    std::string buffer_;
};

/// A register file of rows that the wire's format writes.
template<class Row>
class FileWriter
{
public:
    FileWriter(const wire::FileFormat<Row>& format, std::ostream& out)
        : format_(format)
        , output_(out)
    {
        wire::append_header(output_.buffer(), format.columns);
    }
    void write(const Row& row)
    {
        format_.write(output_.buffer(), row);
        output_.flush_if_full();
    }
    void finish() { output_.finish(); }

private:
    const wire::FileFormat<Row>& format_;
    Output output_;
};

} // namespace

void write_insurers(const TownOptions& options, std::ostream& out)
{
    FileWriter writer(wire::insurer_file(), out);
    const Insurers insurers(options.people); // named: all() looks into it
    for (const auto& insurer : insurers.all())
        writer.write({insurer.number, insurer.name});
    writer.finish();
}

void write_facilities(const TownOptions& options, std::ostream& out)
{
    FileWriter writer(wire::facility_file(), out);
    each_facility(options.facilities, options.seed, [&](const wire::FacilityRow& row) { writer.write(row); });
    writer.finish();
}

std::uint64_t write_coverage(const TownOptions& options, std::ostream& out, const Progress& progress)
{
    const Town town(options);
    HouseholdPen pen(town);
    Output output(out);
    wire::append_header(output.buffer(), wire::coverage_file().columns);
    std::uint64_t rows = 0;
    for (std::uint64_t household = 0; household < town.households(); ++household) {
        rows += pen.write(household, output.buffer());
        output.flush_if_full();
        if (progress && household % households_a_report == 0)
            progress(town.people_before(household));
    }
    output.finish();
    if (progress)
        progress(options.people);
    return rows;
}

} // namespace onshi::synth
