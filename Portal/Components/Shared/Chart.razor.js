// The one place that knows ApexCharts. Nothing is animated: what arrives stands there.
import ApexCharts from '../../lib/apexcharts/apexcharts.esm.js';

const charts = new WeakMap();

// The library computes with colours and knows only the older notations: the browser turns tokens and mixes into #rrggbb.
const pixel = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
function colour(host, css) {
  const probe = host.appendChild(document.createElement('i'));
  probe.style.color = css;
  pixel.fillStyle = getComputedStyle(probe).color;
  probe.remove();
  pixel.clearRect(0, 0, 1, 1);
  pixel.fillRect(0, 0, 1, 1);
  return '#' + [...pixel.getImageData(0, 0, 1, 1).data.slice(0, 3)].map(c => c.toString(16).padStart(2, '0')).join('');
}

function options(host, times, series) {
  const ink = colour(host, 'var(--p-ink-2)'), line = colour(host, 'var(--p-line)');
  const most = Math.max(4, ...series.flatMap(s => s.values));
  const step = Math.ceil(most / 4);
  const label = { style: { colors: ink, fontSize: '12px' } };
  return {
    chart: {
      type: 'line', height: '100%', parentHeightOffset: 0, background: 'transparent', fontFamily: 'inherit', foreColor: ink,
      animations: { enabled: false }, toolbar: { show: false }, zoom: { enabled: false }, selection: { enabled: false },
    },
    series: series.map(s => ({ name: s.name, type: s.type, data: s.values.map((v, i) => [times[i], v]) })),
    colors: series.map(s => colour(host, s.colour)),
    stroke: { width: series.map(s => s.type === 'line' ? 2 : 0), curve: 'straight', lineCap: 'round' },
    fill: { type: 'solid', opacity: 1 },
    plotOptions: { bar: { columnWidth: '72%', borderRadius: 1.5, borderRadiusApplication: 'end' } },
    dataLabels: { enabled: false },
    markers: { size: 0, strokeWidth: 0, hover: { size: 4 } },
    states: { hover: { filter: { type: 'none' } }, active: { filter: { type: 'none' } } },
    legend: {
      show: true, position: 'top', horizontalAlign: 'left', offsetX: -8, offsetY: -4, fontSize: '12px', fontWeight: 500, labels: { colors: ink },
      markers: { size: 5, strokeWidth: 0, offsetX: -3 }, itemMargin: { horizontal: 8, vertical: 0 },
      onItemClick: { toggleDataSeries: false }, onItemHover: { highlightDataSeries: false },
    },
    grid: { borderColor: line, strokeDashArray: 0, padding: { left: 4, right: 8, top: -12, bottom: 0 } },
    xaxis: {
      type: 'datetime', tickAmount: 4, axisBorder: { show: false }, axisTicks: { show: false }, tooltip: { enabled: false }, crosshairs: { stroke: { color: line, dashArray: 0 } },
      labels: { ...label, datetimeUTC: false, datetimeFormatter: { hour: 'HH:mm', minute: 'HH:mm' } },
    },
    yaxis: { min: 0, max: step * 4, tickAmount: 4, labels: { ...label, minWidth: 20, formatter: v => v.toFixed(0) } },
    tooltip: { shared: true, intersect: false, x: { formatter: at => new Date(at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }) }, y: { formatter: v => v.toFixed(0) } },
  };
}

export function draw(host, times, series) {
  const known = charts.get(host);
  if (known) {
    known.data = [times, series];
    known.chart.updateOptions(options(host, times, series), false, false);
    return;
  }

  const entry = { data: [times, series], chart: new ApexCharts(host, options(host, times, series)), theme: null };
  charts.set(host, entry);
  entry.chart.render();
  entry.theme = new MutationObserver(() => entry.chart.updateOptions(options(host, ...entry.data), false, false));
  entry.theme.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
}

// The server does not know this person's time zone. Only the text node changes: the element stays the page's own.
export function localise(rows) {
  for (const time of rows.querySelectorAll('time'))
    time.firstChild.data = new Date(time.dateTime).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
}

export function remove(host) {
  const entry = charts.get(host);
  if (!entry) return;
  charts.delete(host);
  entry.theme.disconnect();
  entry.chart.destroy();
}
