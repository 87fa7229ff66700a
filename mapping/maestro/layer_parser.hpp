#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "mapping/maestro/description.hpp"
#include "mapping/maestro/token_stream.hpp"

namespace counterpoint::mapping::maestro {

using Constants = std::map<std::string, std::int64_t, std::less<>>;

/// Reads one layer of a network; its dataflow goes to the dataflows of the network.
class LayerParser {
  public:
    LayerParser(TokenStream& stream, const Constants& constants, NetworkDescription& network)
        : stream_(stream), constants_(constants), network_(network) {}

    /// The layer behind its keyword, up to its last brace. Nothing, and a problem, where so much is
    /// missing that there is no layer.
    std::optional<LayerDescription> run(const Token& keyword);

  private:
    void part(const Token& token);
    void skip_to_part();
    void type();
    /// `{ X: 2, Y: 2 }`; `what` is for messages.
    void numbers(const std::string& what, std::vector<NamedNumber>& numbers);
    void dataflow(const Token& keyword);
    std::optional<Directive> directive(const Token& keyword);
    std::optional<Directive> cluster(const Token& keyword);
    std::optional<Directive> map(const Token& keyword);
    void skip_to_directive();
    std::optional<Size> size(const std::string& expected);
    std::optional<std::int64_t> number(const Token& token, const std::string& expected);
    bool is_complete();

    TokenStream& stream_;
    const Constants& constants_;
    NetworkDescription& network_;
    LayerDescription layer_;
    bool has_type_ = false;
    bool type_was_wrong_ = false;
    bool has_dimensions_ = false;
    bool has_dataflow_ = false;
};

} // namespace counterpoint::mapping::maestro
