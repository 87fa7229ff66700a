#include "hw/energy/technology_scaling.hpp"

namespace counterpoint::hw {

namespace {

void scale(std::optional<Figure>& figure, double factor) {
    if (figure) {
        figure->value *= factor;
    }
}

void scale(Operation& operation, const Scaling& by) {
    operation.energy = operation.energy.scaled(by.energy);
    operation.area = operation.area.scaled(by.area);
    operation.leakage = operation.leakage.scaled(by.leakage);
}

void scale(SramFigures& sram, const Scaling& by) {
    sram.read = sram.read.scaled(by.energy);
    sram.write = sram.write.scaled(by.energy);
    sram.area = sram.area.scaled(by.area);
    sram.leakage = sram.leakage.scaled(by.leakage);
}

void scale(AccessFigures& access, double factor) {
    access.read *= factor;
    access.write *= factor;
    if (access.update) {
        *access.update *= factor;
    }
}

void scale(MemoryFigures& memory, const Scaling& by) {
    if (memory.access) {
        scale(*memory.access, by.energy);
    }
    for (auto& [tensor, access] : memory.by_tensor) {
        scale(access, by.energy);
    }
    scale(memory.area, by.area);
    scale(memory.leakage, by.leakage);
    scale(memory.leakage_per_cycle, by.leakage);
}

} // namespace

Technology scaled(Technology technology, const Scaling& by, const std::string& outermost) {
    ArithmeticFigures& arithmetic = technology.arithmetic;
    scale(arithmetic.multiply, by);
    scale(arithmetic.add, by);
    scale(arithmetic.mac, by.energy);
    scale(arithmetic.mac_area, by.area);
    scale(arithmetic.mac_leakage_per_cycle, by.leakage);
    scale(technology.sram, by);
    for (auto& [role, memory] : technology.places) {
        if (role != MemoryRole::outermost) {
            scale(memory, by);
        }
    }
    for (auto& [name, memory] : technology.memories) {
        if (name != outermost) {
            scale(memory, by);
        }
    }
    scale(technology.network.wire, by.wire);
    scale(technology.network.hop, by.distance);
    scale(technology.network.switch_bit, by.energy);
    scale(technology.network.neighbour, by.energy);
    for (NetworkAreaTerm& term : technology.network.area) {
        term.factor *= by.area;
        term.least *= by.area;
    }
    technology.scaling = by.rule;
    return technology;
}

} // namespace counterpoint::hw
