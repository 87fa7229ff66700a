#include "input/expression.hpp"

#include <set>
#include <stdexcept>
#include <utility>

#include "input/document.hpp"
#include "input/nearest.hpp"

namespace counterpoint::input {

namespace {

using Kind = Expression::Step::Kind;

/// Evaluates the postfix steps on a stack; stops at the first problem.
class Evaluation {
  public:
    Evaluation(const Expression& expression, const Scope& scope, std::vector<Problem>& problems)
        : expression_(expression), scope_(scope), problems_(problems) {}

    std::optional<Rational> run() {
        for (const Expression::Step& step : expression_.steps()) {
            if (!take(step)) {
                return std::nullopt;
            }
        }
        return stack_.back();
    }

  private:
    bool take(const Expression::Step& step) {
        switch (step.kind) {
        case Kind::number:
            return push(step, Rational{step.number, 1});
        case Kind::name:
            return push_name(step);
        case Kind::negate:
            return push(step, subtract(Rational{0, 1}, pop()));
        case Kind::ceil:
            return push(step, Rational{pop().ceil(), 1});
        case Kind::floor:
            return push(step, Rational{pop().floor(), 1});
        case Kind::min:
        case Kind::max:
            return push_extreme(step);
        default:
            return push_binary(step);
        }
    }

    Rational pop() {
        const Rational top = stack_.back();
        stack_.pop_back();
        return top;
    }

    bool push(const Expression::Step& step, std::optional<Rational> value) {
        if (!value) {
            return refuse(step, "a number in " + in_quotes(expression_.source()) +
                                    " does not fit into 64 bits");
        }
        stack_.push_back(*value);
        return true;
    }

    bool push_name(const Expression::Step& step) {
        const Scope::Meaning* meaning = scope_.find(step.name);
        if (meaning == nullptr) {
            return refuse(step,
                          in_quotes(step.name) + " in " + in_quotes(expression_.source()) +
                              " is not known",
                          suggestion(step.name, scope_.names()));
        }
        if (!meaning->value && meaning->why_unset.empty()) {
            return false;
        }
        if (!meaning->value) {
            return refuse(step, in_quotes(step.name) + " has no value: " + meaning->why_unset);
        }
        return push(step, Rational{*meaning->value, 1});
    }

    bool push_binary(const Expression::Step& step) {
        const Rational right = pop();
        const Rational left = pop();
        switch (step.kind) {
        case Kind::add:
            return push(step, add(left, right));
        case Kind::subtract:
            return push(step, subtract(left, right));
        case Kind::multiply:
            return push(step, multiply(left, right));
        default:
            break;
        }
        if (right.numerator == 0) {
            return refuse_division(step);
        }
        return push(step, divide(left, right));
    }

    bool push_extreme(const Expression::Step& step) {
        Rational best = pop();
        for (std::size_t i = 1; i < step.arguments; ++i) {
            const Rational other = pop();
            const bool better = step.kind == Kind::min ? less(other, best) : less(best, other);
            best = better ? other : best;
        }
        return push(step, best);
    }

    bool refuse_division(const Expression::Step& step) {
        Problem problem = expression_.problem_at(step.offset, "a division by zero in " +
                                                                  in_quotes(expression_.source()));
        problem.found = values_of_names();
        problems_.push_back(std::move(problem));
        return false;
    }

    /// `K = 4, rows = 0`: every name once, as far as it has a value.
    [[nodiscard]] std::string values_of_names() const {
        std::set<std::string> told;
        std::string text;
        for (const Expression::Step& step : expression_.steps()) {
            const Scope::Meaning* meaning =
                step.kind == Kind::name ? scope_.find(step.name) : nullptr;
            if (meaning != nullptr && meaning->value && told.insert(step.name).second) {
                text += (text.empty() ? "" : ", ") + step.name + " = " +
                        std::to_string(*meaning->value);
            }
        }
        return text;
    }

    bool refuse(const Expression::Step& step, const std::string& message,
                const std::string& remedy = {}) {
        problems_.push_back(expression_.problem_at(step.offset, message, remedy));
        return false;
    }

    const Expression& expression_;
    const Scope& scope_;
    std::vector<Problem>& problems_;
    std::vector<Rational> stack_;
};

} // namespace

const Scope::Meaning* Scope::find(const std::string& name) const {
    const auto found = meanings_.find(name);
    return found == meanings_.end() ? nullptr : &found->second;
}

std::vector<std::string> Scope::names() const {
    std::vector<std::string> names;
    names.reserve(meanings_.size());
    for (const auto& [name, meaning] : meanings_) {
        names.push_back(name);
    }
    return names;
}

Expression::Expression(std::int64_t number) : source_(std::to_string(number)) {
    Step step;
    step.number = number;
    steps_.push_back(std::move(step));
}

Expression::Expression(std::string source, std::vector<Step> steps, Place place, bool columns_count)
    : source_(std::move(source)), steps_(std::move(steps)), place_(std::move(place)),
      columns_count_(columns_count) {}

Problem Expression::problem_at(std::size_t offset, const std::string& message,
                               const std::string& remedy) const {
    Place place = place_;
    if (columns_count_ && place.line > 0) {
        place.column += static_cast<int>(offset);
    }
    return {std::move(place), message, {}, {}, remedy};
}

std::optional<Rational> Expression::evaluate(const Scope& scope,
                                             std::vector<Problem>& problems) const {
    return Evaluation(*this, scope, problems).run();
}

std::optional<std::int64_t> Expression::evaluate_whole(const Scope& scope,
                                                       std::vector<Problem>& problems) const {
    const auto value = evaluate(scope, problems);
    if (value && !value->is_whole()) {
        problems.push_back(problem_at(
            0, in_quotes(source_) + " is " + to_string(*value) + ", which is not a whole number",
            "use ceil() or floor()"));
        return std::nullopt;
    }
    return value ? std::optional<std::int64_t>(value->numerator) : std::nullopt;
}

} // namespace counterpoint::input
