#include "input/linear_form.hpp"

#include <algorithm>

#include "input/document.hpp"

namespace counterpoint::input {

namespace {

using Step = Expression::Step;
using Kind = Step::Kind;

/// A sum of multiples of names and a constant.
struct Form {
    std::int64_t constant = 0;
    std::vector<LinearTerm> terms;

    [[nodiscard]] bool is_constant() const { return terms.empty(); }
};

std::optional<Form> scaled(Form form, std::int64_t factor) {
    bool overflow = __builtin_mul_overflow(form.constant, factor, &form.constant);
    for (LinearTerm& term : form.terms) {
        overflow |= __builtin_mul_overflow(term.coefficient, factor, &term.coefficient);
    }
    return overflow ? std::nullopt : std::optional<Form>(std::move(form));
}

std::optional<Form> sum(Form left, const Form& right) {
    bool overflow = __builtin_add_overflow(left.constant, right.constant, &left.constant);
    for (const LinearTerm& term : right.terms) {
        const auto same = std::find_if(left.terms.begin(), left.terms.end(),
                                       [&](const auto& other) { return other.name == term.name; });
        if (same == left.terms.end()) {
            left.terms.push_back(term);
        } else {
            overflow |=
                __builtin_add_overflow(same->coefficient, term.coefficient, &same->coefficient);
        }
    }
    return overflow ? std::nullopt : std::optional<Form>(std::move(left));
}

std::optional<Form> product(const Form& left, const Form& right) {
    return left.is_constant() ? scaled(right, left.constant) : scaled(left, right.constant);
}

Form pop(std::vector<Form>& stack) {
    Form top = std::move(stack.back());
    stack.pop_back();
    return top;
}

/// The form that one step makes of those on the stack; nothing where it is not linear or overflows.
std::optional<Form> applied(const Step& step, std::vector<Form>& stack) {
    if (step.kind == Kind::number) {
        return Form{step.number, {}};
    }
    if (step.kind == Kind::name) {
        return Form{0, {{1, step.name}}};
    }
    if (step.kind == Kind::negate) {
        return scaled(pop(stack), -1);
    }
    if (step.kind != Kind::add && step.kind != Kind::subtract && step.kind != Kind::multiply) {
        return std::nullopt;
    }
    const Form right = pop(stack);
    Form left = pop(stack);
    if (step.kind == Kind::multiply) {
        const bool linear = left.is_constant() || right.is_constant();
        return linear ? product(left, right) : std::nullopt;
    }
    const auto addend = step.kind == Kind::add ? right : scaled(right, -1);
    return addend ? sum(std::move(left), *addend) : std::nullopt;
}

} // namespace

std::optional<std::vector<LinearTerm>> linear_form(const Expression& expression,
                                                   std::vector<Problem>& problems) {
    const auto refuse = [&](std::size_t offset, const std::string& what) {
        problems.push_back(expression.problem_at(
            offset, in_quotes(expression.source()) + " is not a sum of dimensions: " + what,
            "write it as 2*P + R, with positive integers as coefficients"));
        return std::nullopt;
    };
    std::vector<Form> stack;
    for (const Step& step : expression.steps()) {
        auto form = applied(step, stack);
        if (!form) {
            return refuse(step.offset, "it is not linear here");
        }
        stack.push_back(std::move(*form));
    }
    Form& form = stack.back();
    if (form.constant != 0 || form.is_constant()) {
        return refuse(0, "it has a constant");
    }
    for (const LinearTerm& term : form.terms) {
        if (term.coefficient < 1) {
            return refuse(0, "the coefficient of " + term.name + " is " +
                                 std::to_string(term.coefficient));
        }
    }
    return std::move(form.terms);
}

} // namespace counterpoint::input
