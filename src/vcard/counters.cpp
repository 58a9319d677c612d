#include "vcard/counters.h"

#include "base/fault.h"
#include "base/files.h"

#include <sstream>

namespace onshi::vcard {

namespace {

std::string text_of(const Tries& tries)
{
    std::ostringstream text;
    text << "authentication " << tries.authentication << "\nsignature " << tries.signature << "\ntext " << tries.text
         << "\nface_number " << tries.face_number << '\n';
    return std::move(text).str();
}

Tries parse(const std::filesystem::path& file)
{
    std::istringstream in(base::read_file(file));
    Tries tries;
    for (auto [word, count] : {std::pair<const char*, int*>{"authentication", &tries.authentication},
                               {"signature", &tries.signature},
                               {"text", &tries.text},
                               {"face_number", &tries.face_number}}) {
        std::string read;
        if (!(in >> read >> *count) || read != word || *count < 0 || *count > 15)
            throw base::Fault(base::FaultCode::setup,
                              file.string() + ": " + word + ": wanted a line \"" + word + " N\", N from 0 to 15");
    }
    return tries;
}

} // namespace

FileCounters::FileCounters(std::filesystem::path file)
    : file_(std::move(file))
    , tries_(parse(file_))
{
}

void FileCounters::create(const std::filesystem::path& file, const Tries& tries)
{
    base::write_new_file(file, text_of(tries));
}

void FileCounters::keep(const Tries& tries)
{
    auto beside = file_;
    beside += ".new";
    std::filesystem::remove(beside); // of one who was killed here
    base::write_new_file(beside, text_of(tries));
    base::replace_file(beside, file_);
    tries_ = tries;
}

} // namespace onshi::vcard
