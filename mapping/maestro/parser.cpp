#include "mapping/maestro/parser.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "input/document.hpp"
#include "input/nearest.hpp"
#include "input/source.hpp"
#include "mapping/maestro/layer_parser.hpp"
#include "mapping/maestro/token_stream.hpp"

namespace counterpoint::mapping::maestro {

namespace {

const std::vector<std::string>& hardware_keys() {
    static const std::vector<std::string> keys{"num_pes",     "l1_size_cstr",    "l2_size_cstr",
                                               "noc_bw_cstr", "offchip_bw_cstr", "NoC_NumHops"};
    return keys;
}

bool is_hardware_key(std::string_view word) {
    const auto& keys = hardware_keys();
    return std::find(keys.begin(), keys.end(), word) != keys.end();
}

HardwareDescription parse_hardware(TokenStream& stream) {
    HardwareDescription hardware{stream.file(), {}};
    while (!stream.at_end()) {
        const Token key = stream.take();
        if (!is_hardware_key(key.text)) {
            stream.problem(key.spot, "no value of MAESTRO's hardware files is called this", "",
                           input::in_quotes(key.text),
                           input::suggestion(key.text, hardware_keys()));
            if (!stream.at_end() && !is_hardware_key(stream.peek().text)) {
                stream.take(); // most likely its value
            }
            continue;
        }
        const std::string name(key.text);
        const Token value = stream.take();
        const auto number = stream.positive(value, "a positive integer, the value of " + name);
        if (hardware.find(name) != nullptr) {
            stream.problem(key.spot, name + " is given twice");
        } else if (number) {
            hardware.entries.push_back({name, *number, key.spot, value.spot});
        }
    }
    return hardware;
}

/// Reads what stands outside of networks, and hands layers to the LayerParser.
class NetworkParser {
  public:
    explicit NetworkParser(TokenStream& stream) : stream_(stream) {
        network_.file = stream.file();
        network_.spot = stream.peek().spot;
    }

    NetworkDescription run() {
        while (!stream_.at_end()) {
            const Token token = stream_.take();
            if (token.text == "Network") {
                network(token);
            } else if (token.text == "Constant") {
                constant();
            } else {
                foreign(token);
            }
        }
        if (network_.layers.empty()) {
            stream_.problem(network_.spot, "the file has no layer", "Network NAME { Layer … }");
        }
        check_dataflows();
        make_names_differ();
        return std::move(network_);
    }

  private:
    void constant() {
        const auto name = stream_.word("the name of a constant");
        if (!name) {
            return;
        }
        const Token value = stream_.peek();
        if (const auto number = stream_.positive(value, "a positive integer")) {
            constants_[std::string(name->text)] = *number;
        }
        if (!stream_.at_brace()) {
            stream_.take();
        }
    }

    void foreign(const Token& token) {
        if (token.text == "Accelerator") {
            stream_.problem(token.spot, "an Accelerator block is not read", "", "",
                            "MAESTRO's cost model does not use it; give its hardware file");
        } else {
            stream_.unexpected(token, "Network or Constant",
                               is_hardware_key(token.text)
                                   ? "values of the hardware stand in a file of their own"
                                   : "");
        }
        while (!stream_.at_end() && stream_.peek().text != "Network" &&
               stream_.peek().text != "Constant") {
            if (stream_.peek().text == "{") {
                stream_.skip_block();
            } else {
                stream_.take();
            }
        }
    }

    void network(const Token& keyword) {
        if (network_.layers.empty()) {
            network_.spot = keyword.spot;
        }
        if (!stream_.at_end() && !stream_.at_brace()) {
            const Token name = stream_.take();
            network_.name = network_.name.empty() ? std::string(name.text) : network_.name;
        }
        if (!stream_.expect("{", "before the layers of the network")) {
            return;
        }
        while (!stream_.at_end() && stream_.peek().text != "}") {
            const Token token = stream_.take();
            if (token.text == "Layer") {
                layer(token);
            } else {
                stream_.unexpected(token, "Layer or '}'");
                skip_to_layer();
            }
        }
        stream_.expect("}", "behind the last layer of the network");
    }

    void skip_to_layer() {
        while (!stream_.at_end() && stream_.peek().text != "Layer" && stream_.peek().text != "}") {
            if (stream_.peek().text == "{") {
                stream_.skip_block();
            } else {
                stream_.take();
            }
        }
    }

    void layer(const Token& keyword) {
        if (network_.layers.size() >= stream_.limits().layers) {
            stream_.problem(keyword.spot, "the network has too many layers",
                            "at most " + std::to_string(stream_.limits().layers));
            throw TooManyProblems();
        }
        if (auto parsed = LayerParser(stream_, constants_, network_).run(keyword)) {
            network_.layers.push_back(std::move(*parsed));
        }
    }

    /// MAESTRO lets a layer take the dataflow of the one before; the first one has none to take.
    void check_dataflows() {
        for (const LayerDescription& each : network_.layers) {
            if (!network_.dataflows.empty() && !each.dataflow) {
                stream_.problem(each.spot,
                                "layer " + each.name +
                                    " has no dataflow, and there is none before it to take",
                                "", "", "give it one, or leave out that of every layer");
            }
        }
    }

    /// Real files repeat names; layers are told apart by them.
    void make_names_differ() {
        std::set<std::string> taken;
        for (const LayerDescription& each : network_.layers) {
            taken.insert(each.name);
        }
        std::map<std::string, int> seen;
        for (LayerDescription& each : network_.layers) {
            const std::string name = each.name;
            int& count = seen[name];
            ++count;
            if (count == 1) {
                continue;
            }
            std::string other = name + '#' + std::to_string(count);
            while (!taken.insert(other).second) {
                other += '#';
            }
            each.name = std::move(other);
        }
    }

    TokenStream& stream_;
    Constants constants_;
    NetworkDescription network_;
};

FileDescription parse_file(TokenStream& stream) {
    if (is_hardware_key(stream.peek().text)) {
        return parse_hardware(stream);
    }
    return NetworkParser(stream).run();
}

} // namespace

FileDescription parse(const std::string& text, const std::string& file, const Limits& limits) {
    const std::string checked = input::checked_text(text, file);
    if (checked.size() > limits.bytes) {
        throw InputError(Problem{{file, 0, 0, ""},
                                 "the file is too large",
                                 "at most " + std::to_string(limits.bytes) + " bytes",
                                 std::to_string(checked.size()) + " bytes",
                                 ""});
    }
    TokenStream stream(tokens_of(checked), file, limits);
    FileDescription description;
    try {
        description = parse_file(stream);
    } catch (const TooManyProblems&) { // they are told below
        stream.throw_problems();
    }
    stream.throw_problems();
    return description;
}

} // namespace counterpoint::mapping::maestro
