#include "tests/sim/observation/waveform_reader.hpp"

#include <sstream>
#include <stdexcept>

#include "tests/sim/observation/observed_case.hpp"

namespace counterpoint::observation {

namespace {

class WaveformReader {
  public:
    explicit WaveformReader(const std::string& file) : stream_(contents(file)) {}

    Changes read() {
        while (word() != "$enddefinitions") {
            definition();
        }
        while (stream_ >> word_) {
            value();
        }
        if (!timescale_) {
            throw std::runtime_error("the waveform has no timescale");
        }
        return changes_;
    }

  private:
    const std::string& word() {
        if (!(stream_ >> word_)) {
            throw std::runtime_error("the waveform ends too early");
        }
        return word_;
    }

    void definition() {
        if (word_ == "$timescale") {
            timescale_ = word() == "1" && word() == "ps";
        } else if (word_ == "$scope") {
            word();
            scopes_.push_back(word());
        } else if (word_ == "$upscope") {
            scopes_.pop_back();
        } else if (word_ == "$var") {
            word();
            word();
            const std::string key = word();
            std::string name;
            for (const std::string& scope : scopes_) {
                name += scope + ".";
            }
            names_[key] = name + word();
        } else if (word_ != "$end" && word_.front() == '$') {
            while (word() != "$end") {
            }
        }
    }

    void value() {
        if (word_.front() == '#') {
            const std::int64_t at = std::stoll(word_.substr(1));
            if (at < at_) {
                throw std::runtime_error("time goes back in the waveform");
            }
            at_ = at;
        } else if (word_.front() == 'b') {
            const std::int64_t number = std::stoll(word_.substr(1), nullptr, 2);
            changes_[names_.at(word())].push_back({at_, number});
        } else if (word_.front() == '0' || word_.front() == '1') {
            changes_[names_.at(word_.substr(1))].push_back({at_, word_.front() - '0'});
        } else if (word_ == "$comment") {
            while (word() != "$end") {
            }
        }
    }

    std::istringstream stream_;
    std::string word_;
    std::vector<std::string> scopes_;
    std::map<std::string, std::string> names_;
    Changes changes_;
    std::int64_t at_ = 0;
    bool timescale_ = false;
};

} // namespace

Changes read_waveform(const std::string& file) { return WaveformReader(file).read(); }

std::int64_t high(const std::vector<Change>& changes) {
    std::int64_t cycles = 0;
    for (std::size_t i = 1; i < changes.size(); ++i) {
        cycles += changes[i - 1].value * (changes[i].at - changes[i - 1].at);
    }
    return cycles;
}

} // namespace counterpoint::observation
