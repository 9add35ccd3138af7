import { cart } from "./cart.js";
import { byId, make, money, show } from "./dom.js";
import { session } from "./session.js";
import { track, tracking } from "./tracking.js";

const products = fetch("/products.json").then(answer => answer.json());
const find = async id => (await products).find(product => product.id === id);
const asParams = product => ({ productId: product.id, name: product.name, price: product.price });

function countCart() {
  const count = byId("cart-count");
  count.hidden = cart.ids.length === 0;
  count.textContent = cart.ids.length;
}

function addButton(product) {
  const button = make("button", { type: "button", "aria-label": `Add to cart: ${product.name}` }, "Add to cart");
  button.addEventListener("click", () => {
    cart.add(product.id);
    countCart();
    track("product.addToCart", asParams(product));
  });
  return button;
}

function picture(product, alt) {
  return make("img", { src: `/pictures/${product.picture}.svg`, alt, width: 400, height: 300 });
}

const pages = {
  async products() {
    byId("products").append(...(await products).map(product =>
      make("li", {},
        picture(product, ""),
        make("div", { className: "words" },
          make("span", { className: "name" },
            make("a", { href: `/product?id=${product.id}` }, product.name),
            make("span", { className: "price" }, money(product.price))),
          addButton(product)))));
  },

  async product() {
    const product = await find(new URLSearchParams(location.search).get("id"));
    if (!product) {
      byId("product").append(make("h1", {}, "No such product"));
      return;
    }

    document.title = `${product.name} – Leaf & Pot`;
    byId("product").append(
      picture(product, product.name),
      make("div", {},
        make("h1", {}, product.name),
        make("p", {}, product.text),
        make("p", { className: "price" }, money(product.price)),
        addButton(product)));
    track("product.view", asParams(product));
  },

  async cart() {
    const all = await products;
    const draw = () => {
      const rows = cart.ids.map((id, index) => [all.find(product => product.id === id), index]).filter(([product]) => product);
      byId("cart").hidden = rows.length === 0;
      byId("cart-empty").hidden = rows.length > 0;
      byId("cart-total").textContent = money(rows.reduce((sum, [product]) => sum + product.price, 0));
      byId("cart").tBodies[0].replaceChildren(...rows.map(([product, index]) => {
        const remove = make("button", { type: "button", className: "quiet", "aria-label": `Remove ${product.name}` }, "Remove");
        remove.addEventListener("click", () => {
          cart.removeAt(index);
          countCart();
          track("product.removeFromCart", asParams(product));
          draw();
        });
        return make("tr", {},
          make("th", { scope: "row" }, make("a", { href: `/product?id=${product.id}` }, product.name)),
          make("td", { className: "number" }, money(product.price)),
          make("td", {}, remove));
      }));
    };
    draw();
    track("cart.status", { products: cart.ids, totalQuantity: cart.ids.length });
  },

  "sign-in"() {
    const draw = () => {
      byId("sign-in").hidden = byId("customers").hidden = session.customer !== null;
      byId("signed-in").hidden = session.customer === null;
      byId("signed-in-name").textContent = session.customer?.name ?? "";
      byId("sign-in-title").textContent = session.customer ? "Your account" : "Sign in";
      drawAccount();
    };
    draw();
    for (const button of document.querySelectorAll("[data-email]")) {
      button.addEventListener("click", () => {
        byId("email").value = button.dataset.email;
        byId("password").value = button.dataset.password;
      });
    }

    byId("sign-in").addEventListener("submit", async submit => {
      submit.preventDefault();
      const problem = await session.signIn(byId("email").value, byId("password").value);
      byId("sign-in-problem").hidden = problem === null;
      byId("sign-in-problem").textContent = problem ?? "";
      if (problem === null) {
        tracking.signedIn();
        draw();
        byId("sign-out").focus();
      }
    });
    byId("sign-out").addEventListener("click", async () => {
      await tracking.signingOut();
      await session.signOut();
      tracking.signedOut();
      draw();
      byId("email").focus();
    });
  },

  contact() {
    if (session.customer) {
      byId("name").value = session.customer.name;
      byId("email").value = session.customer.email;
    }

    byId("contact").addEventListener("submit", async submit => {
      submit.preventDefault();
      byId("contact-problem").hidden = byId("contact-done").hidden = true;
      const message = { name: byId("name").value, email: byId("email").value, text: byId("text").value };
      const answer = await fetch("/messages", {
        method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(message),
      });
      if (!answer.ok) {
        show(byId("contact-problem"), (await answer.json()).problem);
        return;
      }

      tracking.form("contact", message);
      byId("text").value = "";
      show(byId("contact-done"));
    });
  },
};

function drawAccount() {
  byId("account").textContent = session.customer?.name ?? "Sign in";
  tracking.drawWho();
}

for (const link of document.querySelectorAll("nav a")) {
  if (link.pathname === location.pathname) link.setAttribute("aria-current", "page");
}

countCart();
await session.read();
drawAccount();
tracking.start();
await pages[document.body.dataset.page]();
document.body.dataset.ready = "true";
