#include "mapping/scale_sim/configuration.hpp"

#include <algorithm>
#include <filesystem>
#include <string_view>
#include <utility>
#include <vector>

#include "input/document.hpp"
#include "input/source.hpp"
#include "mapping/scale_sim/settings.hpp"

namespace counterpoint::mapping::scale_sim {

namespace {

constexpr std::string_view presets = "architecture_presets";
constexpr std::string_view runs = "run_presets";
/// What products of a few of these do not take beyond 64 bits.
constexpr std::int64_t most_units = std::int64_t{1} << 20U;
constexpr std::int64_t most_kilobytes = std::int64_t{1} << 40U;
constexpr std::int64_t most_bandwidth = std::int64_t{1} << 40U;

using Keys = std::vector<std::string_view>;

bool contains(const Keys& keys, std::string_view key) {
    return std::find(keys.begin(), keys.end(), key) != keys.end();
}

/// What says how SCALE-Sim writes its traces, or counts in some other mode only: it changes no
/// cycle.
const Keys& keys_without_effect() {
    static const Keys keys{"ifmapoffset",
                           "filteroffset",
                           "ofmapoffset",
                           "memorybanks",
                           "readrequestbuffer",
                           "writerequestbuffer",
                           "topologycsvloc",
                           "ifmapsrambankbandwidth",
                           "ifmapsrambanknum",
                           "ifmapsrambankport",
                           "filtersrambankbandwidth",
                           "filtersrambanknum",
                           "filtersrambankport",
                           "sparserep",
                           "optimizedmapping",
                           "blocksize",
                           "randomnumbergeneratorseed",
                           "sram_row_size",
                           "sram_bank_size",
                           "dram_row_size",
                           "dram_bank_size"};
    return keys;
}

/// What SCALE-Sim models where it is true, and this reader does not.
const Keys& switches() {
    static const Keys keys{"ifmapcustomlayout", "filtercustomlayout", "sparsitysupport",
                           "useramulatortrace"};
    return keys;
}

const Keys& keys_that_count() {
    static const Keys keys{"run_name",    "arrayheight",    "arraywidth",   "ifmapsramszkb",
                           "ifmapsramsz", "filtersramszkb", "filtersramsz", "ofmapsramszkb",
                           "ofmapsramsz", "dataflow",       "bandwidth",    "interfacebandwidth"};
    return keys;
}

std::string without_quotes(std::string_view text) {
    const bool quoted = text.size() > 1 && text.front() == text.back() &&
                        (text.front() == '"' || text.front() == '\'');
    return std::string(quoted ? text.substr(1, text.size() - 2) : text);
}

std::string quoted(const Piece& value) { return input::in_quotes(value.text); }

class ConfigurationReader {
  public:
    ConfigurationReader(const Settings& settings, Reading& reading)
        : settings_(settings), reading_(reading) {}

    Configuration run() {
        Configuration configuration;
        configuration.file = reading_.file();
        configuration.name = name();
        if (!settings_.section(presets)) {
            reading_.problem({1, 1}, "the configuration describes no array",
                             "a section [architecture_presets]");
            reading_.finish();
        }
        configuration.rows = units({"arrayheight"}, "ArrayHeight");
        configuration.columns = units({"arraywidth"}, "ArrayWidth");
        configuration.ifmap_kilobytes =
            kilobytes({"ifmapsramszkb", "ifmapsramsz"}, "IfmapSramSzkB");
        configuration.filter_kilobytes =
            kilobytes({"filtersramszkb", "filtersramsz"}, "FilterSramSzkB");
        configuration.ofmap_kilobytes =
            kilobytes({"ofmapsramszkb", "ofmapsramsz"}, "OfmapSramSzkB");
        read_dataflow(configuration);
        if (has_user_bandwidth()) {
            configuration.bandwidth = bandwidth();
        }
        for (const Setting& setting : settings_.all()) {
            check_effect(setting);
        }
        reading_.finish();
        return configuration;
    }

  private:
    std::string name() {
        const Setting* setting = settings_.find("general", "run_name");
        const std::string given = setting == nullptr ? "" : without_quotes(setting->value.text);
        if (given.size() > Limits{}.name_bytes) {
            reading_.problem(setting->value.at, "run_name is too long",
                             "at most " + std::to_string(Limits{}.name_bytes) + " bytes");
        }
        return given.empty() ? std::filesystem::path(reading_.file()).stem().string() : given;
    }

    void missing(std::string_view section, const std::string& key, const std::string& expected) {
        reading_.problem(settings_.section(section).value_or(input::TextPosition{1, 1}),
                         key + " is missing", expected);
    }

    /// Under one of these names.
    const Setting* find(const Keys& keys) {
        for (const std::string_view key : keys) {
            if (const Setting* setting = settings_.find(presets, key)) {
                return setting;
            }
        }
        return nullptr;
    }

    Number number(const Keys& keys, const std::string& name) {
        if (const Setting* setting = find(keys)) {
            return reading_.positive(setting->value, setting->key).value_or(Number{});
        }
        missing(presets, name, "a line such as " + name + ": 32 in this section");
        return {};
    }

    Number units(const Keys& keys, const std::string& name) {
        return bounded(number(keys, name), name, most_units);
    }

    Number kilobytes(const Keys& keys, const std::string& name) {
        return bounded(number(keys, name), name, most_kilobytes);
    }

    Number bounded(const Number& number, const std::string& name, std::int64_t most) {
        if (number.value > most) {
            reading_.problem(number.at, name + " is too large", "at most " + std::to_string(most),
                             std::to_string(number.value));
        }
        return number;
    }

    void read_dataflow(Configuration& configuration) {
        const Setting* setting = find({"dataflow"});
        if (setting == nullptr) {
            return;
        }
        configuration.stationary_at = setting->value.at;
        const std::string_view value = setting->value.text;
        if (value == "os") {
            configuration.stationary = Stationary::output;
        } else if (value == "ws") {
            configuration.stationary = Stationary::weight;
        } else if (value == "is") {
            configuration.stationary = Stationary::input;
        } else {
            reading_.problem(setting->value.at, "SCALE-Sim has no such dataflow", "os, ws or is",
                             quoted(setting->value));
        }
    }

    /// Files of the first version have no [run_presets] and mean CALC, its only way.
    bool has_user_bandwidth() {
        const Setting* setting = settings_.find(runs, "interfacebandwidth");
        if (setting == nullptr) {
            if (settings_.section(runs)) {
                missing(runs, "InterfaceBandwidth", "CALC or USER");
            }
            return false;
        }
        if (setting->value.text != "USER" && setting->value.text != "CALC") {
            reading_.problem(setting->value.at, "SCALE-Sim has no such bandwidth", "CALC or USER",
                             quoted(setting->value));
        }
        return setting->value.text == "USER";
    }

    std::optional<Number> bandwidth() {
        const Setting* setting = find({"bandwidth"});
        if (setting == nullptr) {
            missing(presets, "Bandwidth",
                    "a line such as Bandwidth: 10 for InterfaceBandwidth: USER");
            return std::nullopt;
        }
        std::optional<Number> first;
        for (const Piece& value : split(setting->value, ',')) {
            const auto each = reading_.positive(value, setting->key);
            if (first && each && each->value != first->value) {
                reading_.left_out(value.at, "SCALE-Sim takes the first of several bandwidths, so " +
                                                quoted(value) + " has no effect");
                break;
            }
            first = first ? first : each;
        }
        if (first) {
            bounded(*first, setting->key, most_bandwidth);
            check_bank_bandwidth(*first, "ifmapsrambankbandwidth");
            check_bank_bandwidth(*first, "filtersrambankbandwidth");
        }
        return first;
    }

    /// SCALE-Sim 3 takes them for those of the DRAM, SCALE-Sim 2 takes Bandwidth.
    void check_bank_bandwidth(const Number& bandwidth, std::string_view key) {
        for (const std::string_view section : {std::string_view("layout"), presets}) {
            const Setting* setting = settings_.find(section, key);
            const auto each =
                setting == nullptr ? std::nullopt : reading_.positive(setting->value, setting->key);
            if (each && each->value != bandwidth.value) {
                reading_.left_out(setting->value.at,
                                  setting->key + ", which SCALE-Sim 3 takes for the bandwidth of " +
                                      "the DRAM, is not Bandwidth",
                                  "give both the same value");
            }
        }
    }

    void check_effect(const Setting& setting) {
        const std::string& key = setting.lower_key;
        if (contains(switches(), key)) {
            check_switch(setting);
        } else if (!contains(keys_that_count(), key) && !contains(keys_without_effect(), key)) {
            reading_.left_out(setting.at, input::in_quotes(setting.key) + " in " +
                                              input::in_quotes(setting.section) +
                                              ": nothing is known of this setting");
        }
    }

    void check_switch(const Setting& setting) {
        std::string value(setting.value.text);
        std::transform(value.begin(), value.end(), value.begin(),
                       [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
        if (value == "true") {
            reading_.left_out(setting.value.at, setting.key + " is not modelled");
        } else if (value != "false") {
            reading_.problem(setting.value.at, setting.key + " is neither true nor false",
                             "true or false", quoted(setting.value));
        }
    }

    const Settings& settings_;
    Reading& reading_;
};

} // namespace

Configuration parse_configuration(const std::string& text, Reading& reading) {
    const std::string checked =
        input::checked_text(text, reading.file(), "a configuration of SCALE-Sim in UTF-8");
    const Settings settings(checked, reading);
    reading.finish();
    return ConfigurationReader(settings, reading).run();
}

} // namespace counterpoint::mapping::scale_sim
