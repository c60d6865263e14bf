using Portal.Bench.Circuits;

namespace Portal.Tests.Circuits;

public sealed class BatchOrderTests
{
    [Fact]
    public void Receive_BatchesInOrder_AreEachDue()
    {
        var order = new BatchOrder();

        Assert.Equal([BatchArrival.Due, BatchArrival.Due, BatchArrival.Due], new long[] { 2, 3, 4 }.Select(order.Receive));
    }

    [Fact]
    public void Receive_ABatchBeforeTheOnesThatAreRepeated_WaitsForItsPlace()
    {
        var order = new BatchOrder();
        order.Receive(2);

        Assert.Equal(
            [BatchArrival.Early, BatchArrival.Repeated, BatchArrival.Due, BatchArrival.Due],
            new long[] { 4, 2, 3, 4 }.Select(order.Receive));
    }
}
