using Portal.E2E.Shared;

// Two classes at a time: most of a journey is waiting. What measures times, or hurts a whole machine, is among the Alone.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.Collections, MaxThreads = 2)]
[assembly: AssemblyFixture(typeof(PortalFixture))]
