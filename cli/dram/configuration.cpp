#include "cli/dram/configuration.hpp"

#include <utility>
#include <vector>

#include <CLI/CLI.hpp>

#include "cli/choice_option.hpp"
#include "hw/dram/standard_reader.hpp"
#include "input/document.hpp"
#include "input/nearest.hpp"

namespace counterpoint::cli {

namespace {

using hw::DramConfiguration;
using input::Document;
using input::Node;

[[noreturn]] void refuse(const std::string& option, const std::string& message,
                         const std::string& expected = "", const std::string& found = "",
                         const std::string& remedy = "") {
    throw InputError(Problem{{option, 0, 0, ""}, message, expected, found, remedy});
}

DramConfiguration configuration_of_standard(const std::string& name) {
    auto standard = hw::find_dram_standard(name);
    if (!standard) {
        refuse("--standard", "there is no such standard", "", input::in_quotes(name),
               input::suggestion(name, hw::dram_standard_names()));
    }
    return hw::default_configuration(*std::move(standard));
}

/// The value of `dram:`, or the whole file where it has no such key.
Node& described_memory(Document& document) {
    for (Node* child : document.root().children) {
        if (child->key == "dram") {
            return *child;
        }
    }
    return document.root();
}

/// Puts the name of the standard where the file names one or could.
void set_standard(Document& document, Node& memory, const std::string& name) {
    Node* standard = nullptr;
    for (Node* child : memory.children) {
        standard = child->key == "standard" ? child : standard;
    }
    if (standard == nullptr) {
        standard = &document.add();
        standard->parent = &memory;
        standard->key = "standard";
        standard->file = memory.file;
        memory.children.push_back(standard);
    }
    standard->kind = Node::Kind::scalar;
    standard->text = name;
    standard->children.clear();
}

DramConfiguration configuration_of_file(const DramOptions& options) {
    Document document = input::read_document(*options.file == "-" ? "/dev/stdin" : *options.file);
    Node& memory = described_memory(document);
    std::vector<Problem> problems;
    DramConfiguration configuration;
    if (memory.find("timings") != nullptr) {
        if (options.standard) {
            refuse("--standard", "the file of --config describes a standard by itself", "", "",
                   "leave one of the two out");
        }
        configuration = hw::default_configuration(hw::read_dram_standard(memory, problems));
    } else {
        if (options.standard && memory.kind == Node::Kind::map) {
            configuration_of_standard(*options.standard); // refuses it by the option's name
            set_standard(document, memory, *options.standard);
        }
        configuration = hw::read_dram_configuration(memory, problems);
    }
    if (!problems.empty()) {
        throw InputError(std::move(problems));
    }
    return configuration;
}

/// The option to blame for parts that do not go together.
std::string blamed(const DramOptions& options) {
    return options.mapping    ? "--mapping"
           : options.channels ? "--channels"
           : options.refresh  ? "--refresh"
                              : options.file.value_or("--standard");
}

void apply(const DramOptions& options, DramConfiguration& configuration) {
    std::vector<Problem> problems;
    if (options.mapping) {
        const auto mapping = hw::parse_mapping(*options.mapping, {"--mapping", 0, 0, ""}, problems);
        configuration.mapping = mapping.value_or(configuration.mapping);
    }
    configuration.channels = options.channels.value_or(configuration.channels);
    configuration.scheduling = options.scheduling.value_or(configuration.scheduling);
    configuration.page = options.page.value_or(configuration.page);
    configuration.refresh = options.no_refresh ? hw::RefreshMode::none
                                               : options.refresh.value_or(configuration.refresh);
    configuration.coalesce = configuration.coalesce && !options.no_coalescing;
    if (problems.empty()) {
        hw::check(configuration, {blamed(options), 0, 0, ""}, problems);
    }
    if (!problems.empty()) {
        throw InputError(std::move(problems));
    }
}

void add_policies(CLI::App& command, DramOptions& options) {
    add_choice<hw::DramScheduling>(
        command, "--policy",
        {{"frfcfs", hw::DramScheduling::frfcfs}, {"fcfs", hw::DramScheduling::fcfs}},
        [&](hw::DramScheduling scheduling) { options.scheduling = scheduling; },
        "frfcfs: row hits first, then the oldest; fcfs: in the order of arrival");
    add_choice<hw::PagePolicy>(
        command, "--page", {{"open", hw::PagePolicy::open}, {"closed", hw::PagePolicy::closed}},
        [&](hw::PagePolicy page) { options.page = page; },
        "open: a row stays open until its bank is needed; closed: no longer than requests\n"
        "for it wait");
    CLI::Option* refresh = add_choice<hw::RefreshMode>(
        command, "--refresh",
        {{"none", hw::RefreshMode::none},
         {"all_bank", hw::RefreshMode::all_bank},
         {"per_bank", hw::RefreshMode::per_bank}},
        [&](hw::RefreshMode mode) { options.refresh = mode; },
        "all_bank, per_bank (where the standard has it) or none");
    command.add_flag("--no-refresh", options.no_refresh, "the same as --refresh none")
        ->disable_flag_override()
        ->excludes(refresh);
    command
        .add_flag("--no-coalescing", options.no_coalescing,
                  "serve runs of row hits burst by burst: the same numbers, slower")
        ->disable_flag_override();
}

} // namespace

void add_dram_options(CLI::App& command, DramOptions& options) {
    command
        .add_option("--standard", options.standard,
                    "one of " + input::enumerated(hw::dram_standard_names()))
        ->type_name("NAME")
        ->option_text("NAME");
    command
        .add_option("--config", options.file,
                    "YAML file with a memory (`dram:`) or a standard of one's own; options go\n"
                    "before what it says")
        ->type_name("FILE")
        ->option_text("FILE");
    command
        .add_option("--mapping", options.mapping,
                    "fields of an address, most significant first, such as\n"
                    "row:rank:bank:column:bankgroup:pseudochannel:channel, the default")
        ->type_name("ORDER")
        ->option_text("ORDER");
    command.add_option("--channels", options.channels, "a power of two (default 1)")
        ->check(CLI::Range(1, 1024))
        ->type_name("N")
        ->option_text("N");
    add_policies(command, options);
}

DramConfiguration configuration_of(const DramOptions& options) {
    if (!options.standard && !options.file) {
        refuse("--standard", "no memory is given", "a standard's name, or --config FILE", "nothing",
               input::suggestion("", hw::dram_standard_names()));
    }
    DramConfiguration configuration = options.file ? configuration_of_file(options)
                                                   : configuration_of_standard(*options.standard);
    apply(options, configuration);
    return configuration;
}

} // namespace counterpoint::cli
