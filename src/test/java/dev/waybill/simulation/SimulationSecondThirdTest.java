package dev.waybill.simulation;

class SimulationSecondThirdTest extends SimulationContract {
    @Override
    int third() {
        return 1;
    }
}
