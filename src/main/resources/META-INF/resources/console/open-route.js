// Opens the diagram of the route that a link of the desk names: /console/camel?route=deliver-mail. The console itself has no
// address for a route. So this script waits for the console's tree, which takes some seconds, and clicks on the route.
const route = new URLSearchParams(location.search).get("route");
const patience = Date.now() + 60000;
const click = (find, then) => {
  const found = find();
  if (found) {
    found.click();
    then();
  } else if (Date.now() < patience) {
    setTimeout(() => click(find, then), 200);
  }
};
if (/^[a-z-]+$/.test(route ?? "")) {
  const node = `org.apache.camel-folder-CamelContexts-folder-hikyaku-folder-routes-folder-${route}-folder`;
  click(() => document.getElementById(node)?.querySelector(".pf-v5-c-tree-view__node-text"), () =>
    click(() => document.querySelector('a[href="/console/camel/routeDiagram"]'), () => {}));
}
