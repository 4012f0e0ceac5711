package dev.waybill.simulation;

class SimulationLastThirdTest extends SimulationContract {
    @Override
    int third() {
        return 2;
    }
}
