// render_exploration EXPLORATION.json PAGE.html: what `counterpoint explore --report` writes, of a
// search that stands in a file.
#include <fstream>
#include <iostream>

#include <nlohmann/json.hpp>

#include "explore/page/exploration_page.hpp"
#include "vocabulary/problem.hpp"

int main(int argc, char** argv) {
    if (argc != 3) {
        std::cerr << "usage: render_exploration EXPLORATION.json PAGE.html\n";
        return 2;
    }
    std::ifstream input(argv[1]);
    try {
        std::ofstream(argv[2]) << counterpoint::explore::exploration_page(
            nlohmann::ordered_json::parse(input));
    } catch (const counterpoint::InputError& error) {
        std::cerr << to_string(error.problems().front()) << '\n';
        return 2;
    }
    return 0;
}
