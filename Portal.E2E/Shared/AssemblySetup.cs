using Portal.E2E.Shared;

// One server, one browser, one test at a time: what the journeys measure must not depend on their neighbours.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
[assembly: AssemblyFixture(typeof(PortalFixture))]
