// Watches over the running product. When it ends in an error of its own, what was typed is still in the page's inputs:
// this script covers the page with one that hands it out as a backup file. ES5, and nothing of the product is called.
(function () {
  'use strict';

  // A browser without it is refused by the boot script anyway.
  if (!window.addEventListener) {
    return;
  }

  var crashed = false;
  // Whether what was typed is still to be handed out.
  var owed = false;

  function stored() {
    try {
      var id = localStorage.getItem('nianbao.last');
      return JSON.parse(localStorage.getItem('nianbao.draft.' + id)).draft;
    } catch (error) {
      return null;
    }
  }

  function typed(attribute, each) {
    var elements = document.querySelectorAll('[' + attribute + ']');
    for (var i = 0; i < elements.length; i += 1) {
      // Totals, which Tab passes over, are computed and no part of a backup file; one that was stated is stored.
      if (elements[i].tabIndex !== -1) {
        each(elements[i].getAttribute(attribute), elements[i].value);
      }
    }
    return elements.length > 0;
  }

  // A backup file: the stored draft, for what is not seen in the page, under what the inputs show now.
  function backup() {
    var draft = stored() || { kind: 'nianbao.draft', version: 1 };
    draft.cells = draft.cells || {};
    draft.sections = draft.sections || {};
    typed('data-cell', function (cell, text) {
      draft.cells[cell] = text;
      if (!text) {
        delete draft.cells[cell];
      }
    });
    typed('data-section', function (section, text) {
      draft.sections[section] = text;
    });
    var open = typed('data-field', function (field, text) {
      draft[field] = field === 'year' ? parseInt(text, 10) || null : text || null;
    });
    draft.organ = draft.organ || '';
    draft.publish_date = draft.publish_date || '';
    return open || stored() ? JSON.stringify(draft, null, 2) : null;
  }

  function element(parent, tag, text) {
    var made = document.createElement(tag);
    if (text) {
      made.appendChild(document.createTextNode(text));
    }
    parent.appendChild(made);
    return made;
  }

  function button(parent, label, action, act) {
    var made = element(parent, 'button', label);
    made.type = 'button';
    made.className = 'nb-button';
    made.setAttribute('data-action', action);
    made.addEventListener('click', act);
    return made;
  }

  function download(text) {
    var link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type: 'application/json;charset=utf-8' }));
    link.download = '年报草稿-意外停止时的内容.json';
    document.body.appendChild(link);
    link.click();
    document.body.removeChild(link);
  }

  function cover(error) {
    var text = backup();
    owed = text !== null;
    var page = document.createElement('div');
    page.className = 'nb-crash';
    page.setAttribute('role', 'alert');
    var inner = element(page, 'div');
    inner.className = 'nb-crash__page';
    element(inner, 'h1', '年报编制器意外停止');
    if (text) {
      element(inner, 'p', '停止前填写的内容还在下面。请先下载草稿备份，再重新打开页面；如有缺少，用“恢复备份”打开这个文件。');
      button(inner, '下载草稿备份', 'download-raw', function () {
        // Before the click on the link, which Chromium 66 takes for leaving the page.
        owed = false;
        download(text);
      });
    } else {
      element(inner, 'p', '停止时没有打开草稿，已经保存的草稿没有改动。');
    }
    button(inner, '重新打开', 'reload', function () {
      location.reload();
    });
    if (text) {
      element(inner, 'p', '浏览器不能下载的，请全选下面的文字复制，存成文本文件。');
      var area = element(inner, 'textarea');
      area.readOnly = true;
      area.setAttribute('aria-label', '停止前填写的内容');
      area.value = text;
    }
    element(inner, 'p', '以下内容供技术人员查找原因：');
    element(inner, 'pre', String(error && error.stack || error) + '\n' + navigator.userAgent);
    var app = document.querySelector('.nb-app');
    if (app) {
      app.hidden = true;
    }
    document.body.appendChild(page);
  }

  function stopped(error) {
    // Before the product answers to input there is nothing to hand out, and the boot script says what is wrong.
    if (!crashed && document.body.getAttribute('data-ready')) {
      crashed = true;
      cover(error);
    }
  }

  // Stands between the page and the product's module (the build writes the call into the generated script). Whatever
  // escapes from the module has left it in the middle of something. Events of the window would not do: up to Chromium 79
  // none tells of an error that comes from WebAssembly.
  window.nianbaoGuard = function (exports) {
    var guarded = {};
    Object.keys(exports).forEach(function (name) {
      var own = exports[name];
      guarded[name] = typeof own !== 'function' ? own : function () {
        try {
          return own.apply(null, arguments);
        } catch (error) {
          stopped(error);
          throw error;
        }
      };
    });
    return guarded;
  };

  // Stands before the product's own question, which can no longer be relied upon.
  window.addEventListener('beforeunload', function (event) {
    if (crashed) {
      event.stopImmediatePropagation();
      if (owed) {
        event.preventDefault();
        event.returnValue = '未下载';
      }
    }
  }, true);
})();
