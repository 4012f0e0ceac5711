package dev.waybill.simulation;

class SimulationFirstThirdTest extends SimulationContract {
    @Override
    int third() {
        return 0;
    }
}
